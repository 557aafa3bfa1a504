declare module 'whatwg-mimetype/lib/serializer.js' {
  export default function serialize(mimeType: {
    type: string
    subtype: string
    parameters: Map<string, string>
  }): string
}

declare module 'whatwg-mimetype/lib/parser.js' {
  export default function parse(
    input: string,
  ): { type: string; subtype: string; parameters: Map<string, string> } | null
}

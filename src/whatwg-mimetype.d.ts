declare module 'whatwg-mimetype/lib/parser.js' {
  export default function parse(
    input: string,
  ): { type: string; subtype: string; parameters: Map<string, string> } | null
}

/** A node of a syntax tree: https://github.com/estree/estree */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
}

/** Whether a value is one. */
export const isNode = (value: unknown): value is Node =>
  typeof (value as Partial<Node> | null)?.type === 'string'

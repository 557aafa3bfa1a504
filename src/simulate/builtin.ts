interface NodeProcess {
  getBuiltinModule(name: string): unknown
}

const node = (): NodeProcess | undefined =>
  (globalThis as { process?: Partial<NodeProcess> }).process?.getBuiltinModule
    ? (globalThis as unknown as { process: NodeProcess }).process
    : undefined

/** Whether this runs in Node, be it with a simulated DOM. */
export const isNode = (): boolean => node() !== undefined

/** A module of Node, without an import that bundlers for pages would stumble over. */
export const builtin = <T>(name: string): T => node()!.getBuiltinModule(name) as T

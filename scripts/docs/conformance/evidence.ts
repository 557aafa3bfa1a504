/** What sources say of rules: what they are, and which recordings show that an engine has another. */

import { stripTypeScriptTypes } from 'node:module'
import { type Comment, type ObjectExpression, parse } from 'acorn'

/** The doc comments of an interface's members, by their names. */
export function meaningsIn(text: string, name: string): Map<string, string> {
  const [, body = ''] =
    new RegExp(`^export interface ${name} \\{\\n(.*?)^\\}`, 'ms').exec(text) ?? []
  const members = body.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s+readonly (\w+)/gs)
  return new Map(
    [...members].map(([, comment = '', member = '']) => [
      member,
      comment.replaceAll(/\n\s*\* ?/g, ' ').trim(),
    ]),
  )
}

/** The comments right above the members of an object, by paths as `cache.maxAge`. */
export function commentsIn(text: string, constant: string): Map<string, string> {
  const comments: Comment[] = []
  const code = stripTypeScriptTypes(text)
  const { body } = parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    onComment: comments,
  })
  const declared = body.flatMap(statement => {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    return node?.type === 'VariableDeclaration' ? node.declarations : []
  })
  const found = declared.find(({ id }) => id.type === 'Identifier' && id.name === constant)
  if (found?.init?.type !== 'ObjectExpression') throw new Error(`there is no object ${constant}`)
  return new Map(membersOf(found.init, ''))

  function membersOf(object: ObjectExpression, within: string): [string, string][] {
    return object.properties.flatMap(property => {
      if (property.type !== 'Property' || property.key.type !== 'Identifier') return []
      const path = within + property.key.name
      const inside =
        property.value.type === 'ObjectExpression' ? membersOf(property.value, `${path}.`) : []
      return [[path, above(property.start)], ...inside]
    })
  }

  /** The comments that end where a member begins. */
  function above(start: number): string {
    const texts: string[] = []
    for (const comment of comments.toReversed()) {
      if (comment.end > start || code.slice(comment.end, start).trim() !== '') continue
      texts.unshift(comment.value.trim())
      start = comment.start
    }
    return texts.join(' ')
  }
}

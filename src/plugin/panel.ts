/** What stands before the watcher's script where a panel is wanted. */

export { showPanelWith } from '../report/panel/show.ts'

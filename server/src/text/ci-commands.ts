/**
 * CI systems interpret parts of a log as commands: `::` at the start of a line (GitHub), and anywhere `##[`
 * (GitHub and Azure Pipelines), `##vso[` (Azure Pipelines) and `##teamcity[` (TeamCity).
 */
const lineCommand = /^([^\S\n]*):(?=:)/gm;
const command = /#(?=#\w*\[)/g;

/**
 * Returns text in which a backslash breaks anything that a CI system would interpret as a command. Rendered
 * Markdown looks the same as before.
 */
export function withoutCommands(text: string): string {
  return text.replace(lineCommand, '$1\\:').replace(command, '#\\');
}

/**
 * Returns JSON in which an escape breaks anything that a CI system would interpret as a command. No value
 * changes.
 */
export function jsonWithoutCommands(json: string): string {
  return json.replace(command, '\\u0023');
}

/**
 * Returns XML or HTML in which character references break anything that a CI system would interpret as a
 * command. No text changes.
 */
export function markupWithoutCommands(markup: string): string {
  return markup.replace(lineCommand, '$1&#58;').replace(command, '&#35;');
}

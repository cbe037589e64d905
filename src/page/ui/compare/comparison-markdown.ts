/** Tables and lines of a comparison, all in words already. */
export interface ComparisonWords {
  readonly title: string;
  readonly sides: readonly { readonly name: string; readonly runs: readonly string[] }[];
  readonly overall: string;
  /** What limits it: scope, different inputs, suspect lanes. */
  readonly notes: readonly string[];
  readonly lanes: readonly {
    readonly name: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  }[];
  readonly differences: {
    readonly title: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  } | null;
}

/** A comparison as Markdown, for an issue or a chat. Names come from other people: they cannot end a cell or begin a tag. */
export function comparisonMarkdown(words: ComparisonWords): string {
  const { title, sides, overall, notes, lanes, differences } = words;
  const parts = [
    `## ${plain(title)}`,
    sides.map(({ name, runs }) => `- **${plain(name)}**: ${runs.map(plain).join('; ')}`).join('\n'),
    `**${plain(overall)}**`,
    ...notes.map(plain),
    ...lanes.flatMap(({ name, head, rows }) => [`### ${plain(name)}`, table(head, rows)]),
    ...(differences === null
      ? []
      : [`### ${plain(differences.title)}`, table(differences.head, differences.rows)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

/** Text that stays text in Markdown. */
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#~]/g, (sign) => `\\${sign}`);

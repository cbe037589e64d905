import {
  type CatalogueEntry,
  catalogue,
  isNonCommercial,
  type ModelLanguages,
} from '../src/core/rerank/catalogue.ts';

const languageNames: Readonly<Record<ModelLanguages, string>> = {
  en: 'English',
  'en+zh': 'English, Chinese',
  multilingual: 'many',
};

const heads = ['model', 'architecture', 'shape', 'context', 'languages', 'licence', 'files (MB)'];

/** The catalogue as the Markdown table of docs/models.md. */
function catalogueTable(): string {
  const rows = [heads, heads.map(() => '---'), ...catalogue.map(cellsOf)];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf(entry: CatalogueEntry): string[] {
  const { layers, hiddenSize, vocabularySize, parameters } = entry;
  const thousands = (value: number) => value.toLocaleString('en-US');
  return [
    `\`${entry.id}\``,
    entry.architecture,
    `${layers} layers, ${hiddenSize} wide, ${thousands(vocabularySize)} pieces, ${parameters / 1e6} M`,
    thousands(entry.contextTokens),
    languageNames[entry.languages],
    `${entry.licence}${isNonCommercial(entry.licence) ? ' (non-commercial)' : ''}`,
    entry.weights.map(({ dtype, approximateBytes }) => `${dtype} ${approximateBytes / 1e6}`).join(', '),
  ];
}

const marks = {
  start: '<!-- catalogue: npx tsx scripts/make-catalogue-table.ts -->',
  end: '<!-- /catalogue -->',
};

/**
 * The document with an up-to-date table between its marks.
 *
 * @throws Error if the marks are missing
 */
export function withCatalogueTable(text: string): string {
  const start = text.indexOf(marks.start);
  const end = text.indexOf(marks.end);
  if (start < 0 || end < start) throw new Error(`There is no ${marks.start} … ${marks.end} in the text.`);
  return `${text.slice(0, start + marks.start.length)}\n${catalogueTable()}\n${text.slice(end)}`;
}

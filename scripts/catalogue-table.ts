import {
  type CatalogueEntry,
  catalogue,
  isNonCommercial,
  type ModelLanguages,
  publishedQuality,
  type QualityDataset,
  qualityDatasets,
} from '../src/core/rerank/catalogue.ts';

const languageNames: Readonly<Record<ModelLanguages, string>> = {
  en: 'English',
  'en+zh': 'English, Chinese',
  multilingual: 'many',
};

const heads = ['model', 'architecture', 'shape', 'context', 'languages', 'licence', 'files (MB)'];

const datasetNames: Readonly<Record<QualityDataset, string>> = {
  'mteb-eng-v2': 'MTEB(eng, v2) Retrieval',
  'beir-17': 'BEIR, 17 data sets',
  'trec-dl-19': 'TREC DL 2019',
};

/** The published figures as a Markdown table: a model a row, each figure with a link to its source. */
function qualityTable(): string {
  const rows = catalogue
    .filter(({ quality }) => quality.length > 0)
    .map(({ id }) => [`\`${id}\``, ...qualityDatasets.map((dataset) => figureOf(id, dataset))]);
  return tableOf([['model', ...qualityDatasets.map((dataset) => datasetNames[dataset])], ...rows]);
}

function figureOf(id: string, dataset: QualityDataset): string {
  const figure = publishedQuality(id, dataset);
  return figure === undefined
    ? '–'
    : `[${figure.ndcgAt10.toFixed(4)}](${figure.source})${figure.isSecondHand ? '\\*' : ''}`;
}

/** The catalogue as the Markdown table of docs/models.md. */
function catalogueTable(): string {
  return tableOf([heads, ...catalogue.map(cellsOf)]);
}

/** Rows of cells as a Markdown table; the first row is its head. */
function tableOf([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
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
    entry.weights
      .map(({ dtype, approximateBytes }) => `${dtype} ${approximateBytes / 1e6}`)
      .join(', ')
      .concat(entry.areSizesEstimated ? ' (estimated)' : ''),
  ];
}

const command = 'npx tsx scripts/make-catalogue-table.ts';

/** The tables, by the names of their marks. */
const tables: Readonly<Record<string, () => string>> = { catalogue: catalogueTable, quality: qualityTable };

/**
 * The document with up-to-date tables between their marks.
 *
 * @throws Error if a mark is missing
 */
export function withCatalogueTable(text: string): string {
  return Object.entries(tables).reduce((updated, [name, make]) => {
    const marks = { start: `<!-- ${name}: ${command} -->`, end: `<!-- /${name} -->` };
    const start = updated.indexOf(marks.start);
    const end = updated.indexOf(marks.end);
    if (start < 0 || end < start) throw new Error(`There is no ${marks.start} … ${marks.end} in the text.`);
    return `${updated.slice(0, start + marks.start.length)}\n${make()}\n${updated.slice(end)}`;
  }, text);
}

import { parseRecordsFile } from '../import-record.ts';
import type { RunRecord } from '../run-record.ts';

/** A run record from its file, and each of its exported forms, byte for byte. */
export interface ExportExample {
  readonly name: string;
  readonly record: RunRecord;
  /** The text of `record.csv`, `load-tests.csv`, `report.md`, `bench.txt` or `load.txt`. */
  readonly form: (file: string) => string;
}

/**
 * Recorded runs of each kind: a real sweep, two lanes that ended badly, a twin, hostile texts, load tests.
 *
 * @param readText reads a file by its address
 */
export function exportExamples(readText: (file: URL) => string): ExportExample[] {
  return ['worked-example', 'two-lanes', 'twin', 'hostile-1', 'hostile-2', 'load', 'load-fates'].map(
    (name) => {
      const form = (file: string) => readText(new URL(`exports/${name}/${file}`, import.meta.url));
      const parsed = parseRecordsFile(form('record.json'));
      const [run] = parsed.state === 'ok' ? parsed.runs : [];
      if (run === undefined) throw new Error(`${name} is no record: ${JSON.stringify(parsed)}`);
      return { name, record: run.record, form };
    },
  );
}

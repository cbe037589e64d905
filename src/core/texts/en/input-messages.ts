/** What files of documents lack, and the warnings of a run. */
export const inputMessages = {
  documentsFile: {
    'unknown-extension': 'only .txt, .csv, .tsv, .json, .jsonl and .ndjson files are read.',
    empty: 'there is no text in it.',
    'bad-json': 'line {{line, number}} is not JSON. Fix that line and try again.',
    'bad-line-shape':
      'line {{line, number}} is neither a string nor an object with a text under “text”, “page_content”, “content”, “passage”, “body” or “document”. Fix that line and try again.',
    'missing-text-column':
      'its first line, “{{found}}”, has no column for the texts. Name one “text” or “passage”, or save the texts as .txt, one per line.',
    'bad-cell-count':
      'the row at line {{line, number}} has a different number of cells than the header. Put quotes around texts that contain the separator.',
    'bad-quotes':
      'a quote at line {{line, number}} is not closed, or text follows it. Fix that line and try again.',
    'looks-binary': 'it is not text in UTF-8. Save it as UTF-8 text and try again.',
    'unknown-encoding':
      'its text is neither UTF-8 nor Windows-1252. Save it as UTF-8 and try again; in a command, name its encoding with --encoding.',
    'trec-run':
      'it is a TREC run: it ranks documents by their ids and has no texts. Use the documents themselves, such as a BEIR corpus.jsonl.',
    qrels:
      'it holds relevance judgements (qrels) and no texts. Add the documents first, then this file; in a command, use --qrels.',
    'too-large': 'it is larger than the page can hold. Split it and use a part of it.',
    unreadable: 'the browser could not read it. Check that it is still there, then try again.',
  },
  documentsNote: {
    'titles-joined_one': '{{count, number}} document has a title, which is scored before its text.',
    'titles-joined_other': '{{count, number}} documents have titles, which are scored before their texts.',
    'texts-empty_one': '{{count, number}} document has no text; it is scored anyway.',
    'texts-empty_other': '{{count, number}} documents have no text; they are scored anyway.',
    'relevance-read_one': 'the relevance of {{count, number}} document was read from “{{field}}”.',
    'relevance-read_other': 'the relevance of {{count, number}} documents was read from “{{field}}”.',
    'no-header': 'it has no header; its columns were read as {{columns}}.',
    'read-as-json': 'it was read as JSON: each text in it is a document.',
    'read-as-table': 'it was read as a table: each row is a document.',
    'json-broken':
      'it looks like JSON, but line {{line, number}} is not; its lines were added as plain text. Fix that line and paste it again.',
    'looks-like-json':
      'its lines are JSON but were read as plain text. Rename it to .jsonl to use only the texts in them.',
    'encoding-guessed':
      'it is not UTF-8 and was read as {{encoding}}. If letters look wrong, save it as UTF-8.',
    unreadable_one:
      '{{count, number}} character could not be read and shows as “\uFFFD”, in line {{line, number}}. Look for an undamaged copy.',
    unreadable_other:
      '{{count, number}} characters could not be read and show as “\uFFFD”, the first in line {{line, number}}. Look for an undamaged copy.',
    judged:
      'it judges {{judged, number}} of {{total, number}} documents. The others of the same query count as not relevant.',
  },
  qrelsProblem: {
    'bad-qrels':
      'line {{line, number}} is not a judgement: a query’s id, 0, a document’s id and a relevance. Fix that line and try again.',
    'no-ids': 'the documents have no ids. Give each the id that this file uses, as “_id”, “id” or “docid”.',
    'no-match': 'it judges none of the documents. Check that both use the same ids.',
    'which-query':
      'it judges the documents for several queries ({{found}}). Give each document its query’s id as “query_id”, or keep only the lines of one query.',
  },
  warning: {
    'software-adapter': 'WebGPU ran on a software adapter, so these numbers describe the CPU and not a GPU.',
    'repeated-pairs': 'There were fewer documents than pairs, so some documents were used more than once.',
    'max-length-clamped':
      'Max length was more than the model allows, so it was lowered to the model’s context.',
    'fixed-batch':
      'The model file takes a fixed number of pairs per pass: smaller batches are filled up, and larger batch sizes are left out.',
    'fixed-length': 'The model file takes pairs of one fixed length, so every pair is padded to it.',
    'no-attention-mask':
      'The model file takes no attention mask, so nothing is padded: only pairs of equal length share a pass.',
    'not-isolated':
      'The page was not cross-origin isolated, so WASM had one thread and the clock moved in steps of 100 µs.',
    'no-shared-memory': 'This browser has no shared memory, so WASM computes on one thread.',
    'worker-replaced':
      'The worker was replaced after memory ran out, and the cells that were left were warmed up again.',
    'lane-restarted': 'A lane was restarted after a fault; samples from before are kept.',
    'load-step-down':
      'Memory ran out for a batch of a load test: its pairs were scored one by one, and later batches held half as many.',
    'load-restarted':
      'A worker was lost during a load test. The requests of its batch failed; a fresh worker answered those that waited.',
    'runtime-fallback':
      'The fastest build of ONNX Runtime did not start here, and another took its place; it may be slower.',
    'memory-doubtful':
      'The model may need more memory than this device gives it. If it fails, choose a smaller precision.',
    drift:
      'Latencies drifted from round to round, perhaps because of heat or other programs, so the means do not describe a single state. Let the device rest, close other programs and run again.',
    'slowed-down':
      'The device slowed down during the run, perhaps because of heat or other programs: the same matrix product took longer later on. Figures measured after that are too low. Let the device rest and run again.',
    'wide-interval':
      'Some 95 % intervals stayed wider than ±5 %. Close other programs and run again, or ask for more repetitions.',
    'coarse-clock':
      'The clock’s step is more than 1 % of the shortest latency. With more pairs per request it matters less.',
    'budget-spent':
      'The time for this lane was up before every cell had ten rounds. Choose fewer batch sizes or pair counts, or set the repetitions.',
    'too-few-pairs':
      'No pair count fills the largest batch sizes, so nothing was measured there. Add a larger pair count to see them.',
    'hidden-tab': 'The tab was hidden during the run; sampling paused and what was under way was discarded.',
    'other-tab-measuring':
      'Another tab of the page was measuring when the run began, so both shared the device and the numbers may be too low. Run again with one tab only.',
    'on-battery': 'The device ran on battery, which may slow it down. Plug it in and run again to compare.',
    'suspect-scores':
      'The scores of a lane failed their check. Its numbers are shown, but nothing is recommended from them; choose another precision or device.',
    'wrong-backend':
      'A lane ran on a different device from the one chosen, so its numbers describe the device that it ran on.',
    'other-adapter':
      'WebGPU gave a lane a different GPU from the one named for this run, so its numbers describe that other GPU.',
    'profile-failed':
      'No pass could be profiled. On a GPU, profiling needs timestamp queries: use a current Chrome or Edge, or WASM.',
  },
} as const;

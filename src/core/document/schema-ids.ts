/** The run record's name and version; a change that breaks a reader needs a new number. */
export const runRecordSchemaId = 'rerank-bench/run@1';

/** The name and version of a file with many runs; a change that breaks a reader needs a new number. */
export const archiveSchemaId = 'rerank-bench/archive@1';

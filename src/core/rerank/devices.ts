/** What a lane computes on. */
export const devices = ['webgpu', 'wasm'] as const;
export type Device = (typeof devices)[number];

/** How a model's weights are stored, by the names transformers.js gives them. */
export const dtypes = ['fp32', 'fp16', 'q8', 'q4', 'q4f16'] as const;
export type Dtype = (typeof dtypes)[number];

/** `auto` lets the device and the files there are decide; see `chooseDtype`. */
export const dtypeChoices = ['auto', ...dtypes] as const;
export type DtypeChoice = (typeof dtypeChoices)[number];

/** The order in which a request's pairs are put into batches. */
export const batchOrders = ['length', 'input'] as const;
export type BatchOrder = (typeof batchOrders)[number];

/** What a cell's warm-up needed, in bytes. */
export interface MemoryReading {
  /**
   * GPU buffers: the most alive at one time since the mark, and those alive now; `null` where no GPU
   * computes.
   */
  readonly gpuBytes: { readonly peak: number; readonly resident: number } | null;
  /** WebAssembly memory; it never shrinks, so this is a high-water mark. `null` where it cannot be seen. */
  readonly wasmBytes: number | null;
}

/** Reads the memory that the runtime holds. */
export interface MemoryMeter {
  /** Starts a new peak at what is alive now. */
  mark(): void;
  read(): MemoryReading;
}

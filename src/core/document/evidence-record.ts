import { devices } from '../rerank/devices.ts';
import * as z from '../schema/zod.ts';
import { pressureStates } from './pressure.ts';

const ms = z.number().nonnegative();

/**
 * What tells whether the device kept its pace during a run, and that it computed what it was said to. Times
 * (`atMs`) count from the run's start. What a browser does not tell is absent.
 */
export const evidenceSchema = z.object({
  /** The fixed product (core/bench/steadiness), timed before, between and after the lanes. */
  speed: z.array(z.object({ atMs: ms, device: z.enum(devices), ms })),
  /** SHA-256 of the first row that the fixed product gave, as numbers with commas between; once a device. */
  fingerprints: z.array(z.object({ device: z.enum(devices), sha256: z.string() })),
  /** Changes of the CPU's pressure, the first reading included; this page's own work counts. */
  pressure: z.array(z.object({ atMs: ms, state: z.enum(pressureStates) })).exactOptional(),
  /** The battery when the run began and when it ended; the level from 0 to 1. */
  battery: z
    .array(z.object({ atMs: ms, isCharging: z.boolean(), level: z.number().nonnegative() }))
    .exactOptional(),
  /** Whether the browser kept the screen awake. */
  screenAwake: z.boolean().exactOptional(),
});

export type EvidenceRecord = z.infer<typeof evidenceSchema>;

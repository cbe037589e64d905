/**
 * One Cast of some numbers, as `GraphBuilder` writes it. Ready made, since a worker that starts a runtime
 * needs no graph writer.
 */
const base64 =
  'CAgSDHJlcmFuay1iZW5jaDpKChoKAXgSAXkaAXkiBENhc3QqCQoCdG8YAaABAhIIc21hbGxlc3RaEAoBeBILCgkIARIFCgMSAW5iEAoBeRILCgkIARIFCgMSAW5CBAoAEBE=';

/**
 * The smallest model there is, to find out whether a runtime has started, or to have it make a buffer: `y` is
 * its input `x`, float32 [n].
 */
export function smallestModel(): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

import type { ChartPicture } from './export-chart.ts';

/** Two pixels for one, so that the picture is sharp on fine screens and in print. */
export const pngScale = 2;

/**
 * Draws the picture into a PNG. It goes by an address of its own (`blob:`), which the page's Content-Security-Policy
 * allows for images.
 *
 * @throws Error where the browser can draw no picture of this size
 */
export async function pictureToPng(
  { svg, width, height }: ChartPicture,
  page: Document,
  scale = pngScale,
): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = page.createElement('img');
    image.src = address;
    await image.decode();
    const canvas = page.createElement('canvas');
    canvas.width = width * scale;
    canvas.height = height * scale;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('The browser gave no canvas to draw on.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null)
          reject(new Error(`The browser made no PNG of ${canvas.width} × ${canvas.height}.`));
        else resolve(blob);
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

import type { Locator, Page } from '@playwright/test';

/** Pastes a text into a field as from the visitor's clipboard. */
export async function paste(field: Locator, text: string): Promise<void> {
  const page = field.page();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await field.focus();
  await page.evaluate((held) => navigator.clipboard.writeText(held), text);
  await page.keyboard.press('ControlOrMeta+V');
}

/**
 * Drops a file on an element. The event is made in the page, since only there can a script make a file to
 * drop.
 */
export async function dropFile(target: Locator, name: string, bytes: readonly number[]): Promise<void> {
  const transfer = await handOver(target.page(), name, bytes);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await target.dispatchEvent(type, { dataTransfer: transfer });
  }
  await transfer.dispose();
}

function handOver(page: Page, name: string, bytes: readonly number[]) {
  return page.evaluateHandle(
    (file) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(file.bytes)], file.name));
      return transfer;
    },
    { name, bytes: [...bytes] },
  );
}

/** Hands a text or a picture to the visitor as a download. */
export function saveFile(name: string, type: string, content: string | Blob): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the blob over once the click's task has ended.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

/** Downloads a text or a picture as a file. */
export function saveFile(name: string, type: string, content: string | Blob): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // After the click's task the browser no longer needs the address.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

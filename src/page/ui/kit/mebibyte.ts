export const bytesPerMebibyte = 2 ** 20;

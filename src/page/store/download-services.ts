/** What the visitor can do with models of their own disk and with those that the browser keeps. */
export interface DownloadServices {
  /** Takes in a folder with a model and chooses that model; what is wrong with it is told in `folderReport`. */
  openFolder(files: readonly File[]): Promise<void>;
  /** Brings the list of kept models up to date, for when it comes into sight. */
  refreshModelCache(): Promise<void>;
  /** Deletes what the browser keeps of a model, by the id that the list gives it. */
  deleteCachedModel(id: string): Promise<void>;
  deleteAllCachedModels(): Promise<void>;
}

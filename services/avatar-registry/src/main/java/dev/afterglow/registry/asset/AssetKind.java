package dev.afterglow.registry.asset;

/** What is kept, each kind in a folder of its own. */
public enum AssetKind {
  /** Avatar files. */
  AVATAR("avatars", ".glb"),
  /** Parts of avatars. */
  PART("parts", "");

  private final String folder;
  private final String suffix;

  AssetKind(String folder, String suffix) {
    this.folder = folder;
    this.suffix = suffix;
  }

  /** The folder's name. */
  public String folder() {
    return folder;
  }

  /** What the files' names end with. */
  String suffix() {
    return suffix;
  }
}

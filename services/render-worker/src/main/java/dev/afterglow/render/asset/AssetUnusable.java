package dev.afterglow.render.asset;

/** The file is not one that a stage takes. */
public final class AssetUnusable extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param detail what is wrong, without anything out of the file but numbers
   */
  public AssetUnusable(String detail) {
    super(detail);
  }
}

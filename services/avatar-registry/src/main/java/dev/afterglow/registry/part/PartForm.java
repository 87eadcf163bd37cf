package dev.afterglow.registry.part;

/** How the bytes of a part are judged. */
public enum PartForm {
  /** A GLB or VRM file, by the validator of avatars. */
  MODEL(256L << 20),
  /** A safetensors file. */
  TENSORS(256L << 20),
  /** UTF-8 text. */
  TEXT(1L << 20);

  private final long mostBytes;

  PartForm(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** How large it may be. */
  public long mostBytes() {
    return mostBytes;
  }
}

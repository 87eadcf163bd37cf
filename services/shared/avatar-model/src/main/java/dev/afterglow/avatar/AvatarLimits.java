package dev.afterglow.avatar;

/** The bounds of an avatar file. They hold for every file and are no settings. */
public final class AvatarLimits {
  /** Bytes of a file: 256 MiB. */
  public static final long MAX_FILE_BYTES = 256L << 20;

  /** Bytes of the JSON chunk: 16 MiB. */
  public static final int MAX_JSON_BYTES = 16 << 20;

  /** Nesting of the JSON. */
  public static final int MAX_JSON_DEPTH = 64;

  /** Values in the JSON; about 64 MB once read. */
  public static final int MAX_JSON_VALUES = 1_000_000;

  /** Nodes; a full-body VRM has about 150. */
  public static final int MAX_NODES = 4_096;

  /** Depth of the node tree; readers may recurse. */
  public static final int MAX_NODE_DEPTH = 256;

  /** Meshes. */
  public static final int MAX_MESHES = 1_024;

  /** Primitives over all meshes: one draw call each. */
  public static final int MAX_PRIMITIVES = 4_096;

  /** Joints of a skin. */
  public static final int MAX_BONES = 1_024;

  /** Morph targets of a mesh. */
  public static final int MAX_MORPHS = 512;

  /** Vertices over all meshes, each vertex buffer counted once. */
  public static final int MAX_VERTICES = 500_000;

  /** Vertices over all primitives, a shared vertex buffer counted each time: what is drawn. */
  public static final int MAX_DRAWN_VERTICES = 4_000_000;

  /** Accessors and buffer views, each. */
  public static final int MAX_ACCESSORS = 65_536;

  /**
   * Components over all accessors, however they overlap: what a reader may have to unpack. 500,000
   * vertices with 52 morphed positions are 78 million.
   */
  public static final long MAX_COMPONENTS = 100_000_000;

  /**
   * Bytes over all views that {@code EXT_meshopt_compression} packs, once unpacked: 128 MiB, so
   * that a validator stays within 512 MB.
   */
  public static final int MAX_UNPACKED_BYTES = 128 << 20;

  /** Width and height of an image, pixels. */
  public static final int MAX_IMAGE_SIDE = 4_096;

  /** Images. */
  public static final int MAX_IMAGES = 256;

  /** Pixels over all images: eight of the largest. */
  public static final long MAX_IMAGE_PIXELS = 8L * MAX_IMAGE_SIDE * MAX_IMAGE_SIDE;

  /** Looks: each of them stays on the drawing device for as long as the avatar does. */
  public static final int MAX_LOOKS = 16;

  /** Warnings kept. */
  static final int MAX_WARNINGS = 100;

  private AvatarLimits() {}
}

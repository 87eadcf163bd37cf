package dev.afterglow.avatar;

/** The rules of which a refused file broke one. */
public enum AvatarRule {
  /** The file is larger than 256 MiB. */
  FILE_TOO_LARGE,
  /** The file does not start with the GLB magic. */
  GLB_MAGIC,
  /** The container's version is not 2. */
  GLB_VERSION,
  /** A declared length reaches beyond the file. */
  GLB_TRUNCATED,
  /** The declared total is not the file's size, or a chunk is not padded to 4 bytes. */
  GLB_LENGTH,
  /** The chunks are not exactly one JSON and then one BIN. */
  GLB_CHUNKS,
  /** The JSON chunk declares more than 16 MiB, or holds more than a million values. */
  JSON_TOO_LARGE,
  /** The JSON is nested deeper than 64. */
  JSON_TOO_DEEP,
  /** The JSON is not well-formed UTF-8 JSON, or a key stands twice in an object. */
  JSON_SYNTAX,
  /** A value is missing, of the wrong type or outside the range that glTF gives it. */
  JSON_VALUE,
  /** A number is not finite: in the JSON or in a float accessor. */
  NUMBER_NOT_FINITE,
  /** A {@code uri} that is not a {@code data:} image. */
  URI_FORBIDDEN,
  /** The file requires an extension that the renderer does not know. */
  EXTENSION_UNSUPPORTED,
  /** The buffer is not the BIN chunk. */
  BUFFER_RANGE,
  /** A buffer view reaches beyond the buffer. */
  BUFFER_VIEW_RANGE,
  /** A packed buffer view is not what it declares, or unpacks to more than 128 MiB. */
  COMPRESSION,
  /** An accessor reaches beyond its buffer view, or is misaligned. */
  ACCESSOR_RANGE,
  /** A sparse accessor's indices are out of range or not rising. */
  SPARSE_RANGE,
  /** One part of the document names another that does not exist. */
  REFERENCE_RANGE,
  /** An index or joint value points beyond the vertices or joints. */
  INDEX_VALUE_RANGE,
  /** A primitive's accessors do not fit together. */
  MESH_LAYOUT,
  /** A node is its own ancestor. */
  NODE_CYCLE,
  /** A node has two parents, or a scene's root has one. */
  NODE_NOT_TREE,
  /** More nodes, meshes, bones, morphs, vertices, images or values than the limits allow. */
  COUNT_EXCEEDED,
  /** An image is neither PNG nor JPEG, or its header is broken. */
  IMAGE_FORMAT,
  /** An image is larger than 4096 by 4096, or all images together are too large. */
  IMAGE_TOO_LARGE,
  /** The VRM metadata is missing, incomplete or of an unknown version. */
  VRM_META,
  /** A human bone that VRM demands is missing, unknown or named twice. */
  VRM_BONES,
  /**
   * The looks of {@code AFTERGLOW_looks} do not hold together: a name that is none or stands twice,
   * a scene that is not whole, or a first look that is not the file's own scene.
   */
  LOOKS
}

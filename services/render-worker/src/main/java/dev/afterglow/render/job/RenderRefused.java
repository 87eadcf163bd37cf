package dev.afterglow.render.job;

import java.util.Map;

/** Why a render could not be started, put on air or found. */
public final class RenderRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** The contract's reasons. */
  public enum Why {
    RENDER_NOT_FOUND,
    NO_FREE_SLOT,
    LEASE_DENIED,
    AVATAR_SEAL_BROKEN,
    AVATAR_UNUSABLE,
    RENDERER_UNAVAILABLE,
    RENDER_ENDED,
    UNKNOWN_PART,
    REGISTRY_UNREACHABLE,
    DISK_FULL,
    TOO_MANY_VIEWERS,
    TOO_MANY_DIRECTIVES,
    ASSET_UNUSABLE,
    STAGE_FULL,
    LAYOUT_NOT_ALLOWED,
    NO_HAND,
    PRODUCT_NOT_HOLDABLE
  }

  private final Why why;

  @SuppressWarnings("serial") // always an unmodifiable copy, whose classes are serialisable
  private final Map<String, String> metadata;

  public RenderRefused(Why why, String message, Map<String, String> metadata) {
    super(message);
    this.why = why;
    this.metadata = Map.copyOf(metadata);
  }

  public Why why() {
    return why;
  }

  public Map<String, String> metadata() {
    return metadata;
  }
}

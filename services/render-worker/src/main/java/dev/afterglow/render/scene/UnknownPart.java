package dev.afterglow.render.scene;

/** A directive names something that is not there. Nothing of it happens. */
public final class UnknownPart extends Exception {
  private static final long serialVersionUID = 1L;

  private final String part;

  /**
   * @param kind "product", "layout" and the like
   */
  public UnknownPart(String kind, String name) {
    super("the directive names something that is not there");
    this.part = kind + ":" + name;
  }

  /** What it names. Example: {@code product:7}. */
  public String part() {
    return part;
  }
}

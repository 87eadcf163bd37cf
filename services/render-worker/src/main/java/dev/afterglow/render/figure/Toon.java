package dev.afterglow.render.figure;

/**
 * The toon look of {@code VRMC_materials_mtoon} 1.0, or of 0.x's MToon brought into its terms.
 *
 * @param shade linear colour where no light falls, 3 values
 * @param shadePicture index of the picture that multiplies it, or -1
 * @param shift moves the border between light and shade, -1 to 1
 * @param toony how sharp that border is, 0 to 1
 * @param matcap index of the picture of light by the normal seen from the eye, or -1
 * @param matcapColor what multiplies it, 3 values
 * @param rim linear colour of light from behind at the edge, 3 values
 * @param rimPicture index of the picture that multiplies rim and matcap, or -1
 * @param rimPower how narrow the rim is, above 0
 * @param rimLift how much rim there is everywhere
 * @param rimMix how much of the light the rim takes part in, 0 to 1
 * @param outline how wide the outline is measured
 * @param outlineWidth metres, or a share of the picture's height
 * @param outlineColor linear, 3 values
 * @param outlineMix how much of the light the outline takes part in, 0 to 1
 * @param scrollU the texture's movement, a second
 * @param scrollV the texture's movement, a second
 * @param turn the texture's rotation, radians a second
 * @param masks pictures that change these from place to place
 * @param queue when a see-through part is drawn among the others: lower ones first, 0 for most
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the renderer, never written
public record Toon(
    float[] shade,
    int shadePicture,
    float shift,
    float toony,
    int matcap,
    float[] matcapColor,
    float[] rim,
    int rimPicture,
    float rimPower,
    float rimLift,
    float rimMix,
    Outline outline,
    float outlineWidth,
    float[] outlineColor,
    float outlineMix,
    float scrollU,
    float scrollV,
    float turn,
    Masks masks,
    int queue) {
  /** Without pictures that change it from place to place. */
  public Toon(
      float[] shade,
      int shadePicture,
      float shift,
      float toony,
      int matcap,
      float[] matcapColor,
      float[] rim,
      int rimPicture,
      float rimPower,
      float rimLift,
      float rimMix,
      Outline outline,
      float outlineWidth,
      float[] outlineColor,
      float outlineMix,
      float scrollU,
      float scrollV,
      float turn) {
    this(
        shade,
        shadePicture,
        shift,
        toony,
        matcap,
        matcapColor,
        rim,
        rimPicture,
        rimPower,
        rimLift,
        rimMix,
        outline,
        outlineWidth,
        outlineColor,
        outlineMix,
        scrollU,
        scrollV,
        turn,
        Masks.NONE,
        0);
  }

  /**
   * Pictures that change a toon look from place to place; -1 for none.
   *
   * @param shift index of the picture whose red channel moves the border between light and shade
   * @param shiftScale by how much at its brightest
   * @param outline index of the picture whose green channel multiplies the outline's width
   */
  public record Masks(int shift, float shiftScale, int outline) {
    /** None at all. */
    public static final Masks NONE = new Masks(-1, 1, -1);
  }

  /** The same whose pictures stand so many places later. */
  public Toon shifted(int by) {
    return new Toon(
        shade,
        shadePicture < 0 ? -1 : shadePicture + by,
        shift,
        toony,
        matcap < 0 ? -1 : matcap + by,
        matcapColor,
        rim,
        rimPicture < 0 ? -1 : rimPicture + by,
        rimPower,
        rimLift,
        rimMix,
        outline,
        outlineWidth,
        outlineColor,
        outlineMix,
        scrollU,
        scrollV,
        turn,
        new Masks(
            masks.shift < 0 ? -1 : masks.shift + by,
            masks.shiftScale,
            masks.outline < 0 ? -1 : masks.outline + by),
        queue);
  }

  /** What an outline's width means. */
  public enum Outline {
    NONE,
    WORLD,
    SCREEN
  }

  /** Whether the texture moves by itself. */
  public boolean moves() {
    return scrollU != 0 || scrollV != 0 || turn != 0;
  }

  /** Whether there is an outline to draw. */
  public boolean outlined() {
    return outline != Outline.NONE && outlineWidth > 0;
  }
}

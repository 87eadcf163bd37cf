package dev.afterglow.house.paint;

import java.util.List;

/**
 * The tones of one person's skin, lips, brows, eyes and hair.
 *
 * @param skin the skin in the light
 * @param shade the skin where it turns away
 * @param blush cheeks, nose, knuckles
 * @param lip the red of the lips
 * @param lipDeep between the lips
 * @param brow the brows' hairs
 * @param liner along the upper lid
 * @param lid above the upper lid
 * @param irisDark the iris at its top and its rim
 * @param irisLight the iris where the light falls through it
 * @param hair the hair's tones from its depth to its gloss, four of them
 * @param makeUp 1 for liner, blush and lipstick, 0 for none
 * @param browHeight height of the brows, 1 for drawn ones
 * @param beard how much of a shaven beard shows, 0 to 1
 * @param scalp how much of the roots of cropped hair shows on the scalp, 0 to 1
 */
public record Complexion(
    Colour skin,
    Colour shade,
    Colour blush,
    Colour lip,
    Colour lipDeep,
    Colour brow,
    Colour liner,
    Colour lid,
    Colour irisDark,
    Colour irisLight,
    List<Colour> hair,
    double makeUp,
    double browHeight,
    double beard,
    double scalp) {
  /** Fair, made up, brown hair and eyes. */
  public static final Complexion FAIR =
      new Complexion(
          Colour.of(0xF4CDB6),
          Colour.of(0xDFA58C),
          Colour.of(0xEE9A8C),
          Colour.of(0xC9575C),
          Colour.of(0x8E2F38),
          Colour.of(0x3E261E),
          Colour.of(0x2A1813),
          Colour.of(0xC98D78),
          Colour.of(0x46271A),
          Colour.of(0xA8683A),
          List.of(
              Colour.of(0x2B1A15), Colour.of(0x4A2E25), Colour.of(0x7A4C38), Colour.of(0xB07E62)),
          1,
          1,
          0,
          0);

  /** Tanned, without make-up, black hair and dark eyes. */
  public static final Complexion TANNED =
      new Complexion(
          Colour.of(0xDDAA86),
          Colour.of(0xB87F5F),
          Colour.of(0xCF8268),
          Colour.of(0xB5766A),
          Colour.of(0x7A4038),
          Colour.of(0x1D1613),
          Colour.of(0x2A1A14),
          Colour.of(0xAE7658),
          Colour.of(0x1F130E),
          Colour.of(0x6A4227),
          List.of(
              Colour.of(0x0E0C0C), Colour.of(0x221D1C), Colour.of(0x3A3230), Colour.of(0x6F6763)),
          0,
          1.28,
          0.5,
          1);

  public Complexion {
    hair = List.copyOf(hair);
    if (hair.size() != 4) {
      throw new IllegalArgumentException("hair has four tones");
    }
  }
}

package dev.afterglow.render.figure;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How a part answers light: glTF's metallic-roughness model, or a flat or toon look where the file
 * asks for one.
 *
 * @param baseColor linear red, green, blue and alpha
 * @param basePicture index of the picture, or -1
 * @param metallic 0 to 1
 * @param roughness 0 to 1
 * @param emissive linear red, green, blue
 * @param maps its further pictures
 * @param alphaCutoff used by {@link Alpha#MASK}
 * @param toon what {@link Look#TOON} needs, else null
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the renderer, never written
public record Material(
    String name,
    float[] baseColor,
    int basePicture,
    float metallic,
    float roughness,
    float[] emissive,
    Maps maps,
    Alpha alpha,
    float alphaCutoff,
    boolean doubleSided,
    Look look,
    @Nullable Toon toon) {

  /** glTF's alpha modes. */
  public enum Alpha {
    OPAQUE,
    MASK,
    BLEND
  }

  /** Which light model draws it. */
  public enum Look {
    LIT,
    TOON,
    FLAT
  }

  /** Solid parts first, then see-through ones as their toon looks ask for. */
  public static final Comparator<Material> DRAWN =
      Comparator.comparing(Material::alpha)
          .thenComparingInt(it -> it.alpha == Alpha.BLEND && it.toon != null ? it.toon.queue() : 0);

  /** What glTF prescribes where a primitive names no material. */
  public static Material plain() {
    return new Material(
        "",
        new float[] {1, 1, 1, 1},
        -1,
        1,
        1,
        new float[] {0, 0, 0},
        Maps.NONE,
        Alpha.OPAQUE,
        0.5f,
        false,
        Look.LIT,
        null);
  }
}

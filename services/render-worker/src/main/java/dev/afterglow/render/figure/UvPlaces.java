package dev.afterglow.render.figure;

import de.javagl.jgltf.impl.v2.GlTF;
import de.javagl.jgltf.impl.v2.GlTFProperty;
import de.javagl.jgltf.impl.v2.Material;
import de.javagl.jgltf.impl.v2.TextureInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where each material's pictures lie. Pictures that lie alike share one set of coordinates, which
 * is worked out once at each vertex; nearly all files are so. Up to three different places are
 * drawn.
 */
final class UvPlaces {
  private static final int MOST = 3;

  private final List<Placed> materials = new ArrayList<>();

  /**
   * Where the pictures of one material lie.
   *
   * @param places different from each other, that of the colour first; 1 to 3
   * @param slots which of them each picture reads
   */
  record Placed(List<UvPlace> places, UvSlots slots) {
    static final Placed PLAIN = new Placed(List.of(UvPlace.PLAIN), UvSlots.SHARED);
  }

  /**
   * @throws FigureException where a material's pictures lie in more ways than can be drawn
   */
  UvPlaces(GlTF file) throws FigureException {
    if (file.getMaterials() != null) {
      for (Material material : file.getMaterials()) {
        materials.add(of(material));
      }
    }
  }

  Placed of(int material) {
    return material >= 0 && material < materials.size() ? materials.get(material) : Placed.PLAIN;
  }

  private static Placed of(Material material) throws FigureException {
    var pbr = material.getPbrMetallicRoughness();
    TextureInfo base = pbr == null ? null : pbr.getBaseColorTexture();
    TextureInfo surface = pbr == null ? null : pbr.getMetallicRoughnessTexture();
    var normal = material.getNormalTexture();
    var occlusion = material.getOcclusionTexture();
    TextureInfo emissive = material.getEmissiveTexture();
    Map<?, ?> toon =
        JsonTree.object(JsonTree.object(material.getExtensions()), "VRMC_materials_mtoon");
    List<UvPlace> places = new ArrayList<>();
    if (base != null) {
      places.add(of(base, base.getTexCoord()));
    }
    UvSlots slots =
        new UvSlots(
            normal == null ? 0 : slot(places, of(normal, normal.getTexCoord())),
            emissive == null ? 0 : slot(places, of(emissive, emissive.getTexCoord())),
            occlusion == null ? 0 : slot(places, of(occlusion, occlusion.getTexCoord())),
            surface == null ? 0 : slot(places, of(surface, surface.getTexCoord())),
            toon(places, toon, "shadeMultiplyTexture"),
            toon(places, toon, "rimMultiplyTexture"),
            toon(places, toon, "shadingShiftTexture"),
            toon(places, toon, "outlineWidthMultiplyTexture"));
    if (places.size() > MOST) {
      throw new FigureException("a material's pictures lie in more than three different ways");
    }
    return places.isEmpty() ? Placed.PLAIN : new Placed(places, slots);
  }

  private static int toon(List<UvPlace> places, Map<?, ?> toon, String key) {
    Map<?, ?> info = JsonTree.object(toon, key);
    int set = Math.max(0, JsonTree.index(info, "texCoord"));
    return info.isEmpty() ? 0 : slot(places, UvPlace.of(set, JsonTree.object(info, "extensions")));
  }

  private static int slot(List<UvPlace> places, UvPlace place) {
    int known = places.indexOf(place);
    if (known < 0) {
      places.add(place);
    }
    return known < 0 ? places.size() - 1 : known;
  }

  private static UvPlace of(GlTFProperty info, @Nullable Integer texCoord) {
    return UvPlace.of(texCoord == null ? 0 : texCoord, JsonTree.object(info.getExtensions()));
  }
}

package dev.afterglow.render.figure;

import de.javagl.jgltf.impl.v2.GlTF;
import de.javagl.jgltf.impl.v2.GlTFProperty;
import de.javagl.jgltf.impl.v2.Material;
import de.javagl.jgltf.impl.v2.TextureInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where each material's pictures lie. One place serves all pictures of a material, that of its
 * colour where it has one: files that move them apart from each other are rare, and a second set of
 * coordinates would be paid for at every vertex.
 */
final class UvPlaces {
  private final List<UvPlace> places = new ArrayList<>();

  UvPlaces(GlTF file) {
    if (file.getMaterials() != null) {
      file.getMaterials().forEach(material -> places.add(of(material)));
    }
  }

  UvPlace of(int material) {
    return material >= 0 && material < places.size() ? places.get(material) : UvPlace.PLAIN;
  }

  private static UvPlace of(Material material) {
    var pbr = material.getPbrMetallicRoughness();
    TextureInfo base = pbr == null ? null : pbr.getBaseColorTexture();
    TextureInfo surface = pbr == null ? null : pbr.getMetallicRoughnessTexture();
    if (base != null) {
      return of(base, base.getTexCoord());
    }
    if (material.getNormalTexture() != null) {
      return of(material.getNormalTexture(), material.getNormalTexture().getTexCoord());
    }
    if (material.getEmissiveTexture() != null) {
      return of(material.getEmissiveTexture(), material.getEmissiveTexture().getTexCoord());
    }
    if (material.getOcclusionTexture() != null) {
      return of(material.getOcclusionTexture(), material.getOcclusionTexture().getTexCoord());
    }
    return surface == null ? UvPlace.PLAIN : of(surface, surface.getTexCoord());
  }

  private static UvPlace of(GlTFProperty info, @Nullable Integer texCoord) {
    return UvPlace.of(texCoord == null ? 0 : texCoord, JsonTree.object(info.getExtensions()));
  }
}

package dev.afterglow.avatar;

import dev.afterglow.drive.ArkitShape;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of a file that passed.
 *
 * @param format plain GLB or which VRM
 * @param shapes which of the 52 ARKit shapes the file can make, by morph target or VRM expression
 * @param vertexCount vertices over all meshes, each vertex buffer counted once; 1 to 500,000
 * @param nodeCount nodes, 1 to 4,096
 * @param commercialUse what the file's own metadata says about commerce
 * @param sha256Hex SHA-256 of the file, 64 lower-case hex digits
 * @param sizeBytes the file's size, 20 to 268,435,456
 * @param warnings what was unusual; at most 100
 */
public record AvatarFacts(
    AvatarFormat format,
    Set<ArkitShape> shapes,
    int vertexCount,
    int nodeCount,
    CommercialUse commercialUse,
    String sha256Hex,
    long sizeBytes,
    List<AvatarWarning> warnings) {

  public AvatarFacts {
    EnumSet<ArkitShape> ordered = EnumSet.noneOf(ArkitShape.class);
    ordered.addAll(shapes);
    shapes = java.util.Collections.unmodifiableSet(ordered);
    warnings = List.copyOf(warnings);
  }
}

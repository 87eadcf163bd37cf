package dev.afterglow.house;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.body.BodySculpt;
import dev.afterglow.house.body.Posed;
import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.body.Stance;
import dev.afterglow.house.face.FaceSculpt;
import dev.afterglow.house.hair.Hair;
import dev.afterglow.house.mesh.Affine;
import dev.afterglow.house.mesh.Occlusion;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.mesh.Surface.Material;
import dev.afterglow.house.paint.Canvas;
import dev.afterglow.house.paint.EyePainter;
import dev.afterglow.house.paint.HairPainter;
import dev.afterglow.house.paint.OutfitPainter;
import dev.afterglow.house.paint.ShadowBake;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The house presenter before she becomes a file.
 *
 * @param skeleton her bones
 * @param surfaces what is drawn
 * @param pictures one picture a material
 */
public record Presenter(Skeleton skeleton, List<Surface> surfaces, Map<Material, Canvas> pictures) {

  private static final double CLOTH_SHADOW = 0.55;

  /** Sculpts and paints her; the same every time. */
  public static Presenter sculpt() {
    Skeleton skeleton = new Skeleton();
    FaceSculpt face = new FaceSculpt();
    Piece hair = Hair.build();
    Surface hairSurface =
        new Surface(
            "Hair",
            Material.HAIR,
            hair,
            Surface.normals(hair.points, hair.triangles, p -> true),
            Map.of());
    Surface outfit = BodySculpt.outfit(skeleton);
    Surface hands = BodySculpt.hands(skeleton);
    List<Surface> surfaces = List.of(face.face(), face.eyes(), hairSurface, outfit, hands);
    return new Presenter(skeleton, surfaces, pictures(skeleton, face, surfaces));
  }

  /** Paints the materials and bakes the soft shadows of the stance into skin and cloth. */
  private static Map<Material, Canvas> pictures(
      Skeleton skeleton, FaceSculpt face, List<Surface> surfaces) {
    Map<HumanoidBone, Affine> stance = skeleton.posed(Stance.turns());
    List<Posed> standing = surfaces.stream().map(s -> Posed.of(s, stance)).toList();
    Occlusion occlusion = Posed.occlusion(standing);
    Canvas skin = face.picture(occlusion);
    Canvas cloth = OutfitPainter.paint();
    for (Posed posed : standing) {
      if (posed.surface().material() == Material.OUTFIT) {
        ShadowBake.apply(cloth, posed, occlusion, CLOTH_SHADOW);
      }
    }
    Map<Material, Canvas> pictures = new EnumMap<>(Material.class);
    pictures.put(Material.SKIN, skin);
    pictures.put(Material.EYE, EyePainter.paint());
    pictures.put(Material.HAIR, HairPainter.paint());
    pictures.put(Material.OUTFIT, cloth);
    return pictures;
  }
}

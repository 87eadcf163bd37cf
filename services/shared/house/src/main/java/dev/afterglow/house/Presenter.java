package dev.afterglow.house;

import dev.afterglow.house.body.BodySculpt;
import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.face.FaceSculpt;
import dev.afterglow.house.hair.Hair;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.mesh.Surface.Material;
import dev.afterglow.house.paint.Canvas;
import dev.afterglow.house.paint.EyePainter;
import dev.afterglow.house.paint.HairPainter;
import dev.afterglow.house.paint.OutfitPainter;
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
    List<Surface> surfaces =
        List.of(
            face.face(),
            face.eyes(),
            hairSurface,
            BodySculpt.outfit(skeleton),
            BodySculpt.hands(skeleton));
    List<Surface> shadowing =
        List.of(surfaces.get(0), surfaces.get(1), hairSurface, BodySculpt.standing(skeleton));
    Map<Material, Canvas> pictures = new EnumMap<>(Material.class);
    pictures.put(Material.SKIN, face.picture(shadowing));
    pictures.put(Material.EYE, EyePainter.paint());
    pictures.put(Material.HAIR, HairPainter.paint());
    pictures.put(Material.OUTFIT, OutfitPainter.paint());
    return new Presenter(skeleton, surfaces, pictures);
  }
}

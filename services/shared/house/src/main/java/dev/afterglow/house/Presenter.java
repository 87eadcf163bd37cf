package dev.afterglow.house;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.body.BodySculpt;
import dev.afterglow.house.body.Posed;
import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.body.Stance;
import dev.afterglow.house.face.FaceSculpt;
import dev.afterglow.house.hair.CroppedHair;
import dev.afterglow.house.hair.Hair;
import dev.afterglow.house.hair.HairBones;
import dev.afterglow.house.mesh.Affine;
import dev.afterglow.house.mesh.Occlusion;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.mesh.Surface.Material;
import dev.afterglow.house.paint.Canvas;
import dev.afterglow.house.paint.EyePainter;
import dev.afterglow.house.paint.HairPainter;
import dev.afterglow.house.paint.ShadowBake;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A house presenter before she or he becomes a file.
 *
 * @param title what the file calls the presenter
 * @param skeleton the bones
 * @param body what every look shows: face, eyes, hair and hands
 * @param pictures one picture a material of the body
 * @param dresses what one look shows each, the one worn at first before the others
 * @param hairBones what the hair swings by
 */
public record Presenter(
    String title,
    Skeleton skeleton,
    List<Surface> body,
    Map<Material, Canvas> pictures,
    List<Dress> dresses,
    HairBones hairBones) {

  private static final double CLOTH_SHADOW = 0.55;

  /** Sculpts and paints a person; the same every time. */
  public static Presenter sculpt(Person person) {
    Skeleton skeleton = new Skeleton(person.build(), person.features().leftEye());
    FaceSculpt face = new FaceSculpt(person.features());
    BodySculpt sculpt = new BodySculpt(skeleton, person.build());
    boolean bob = person == Person.LIN;
    HairBones bones = bob ? HairBones.BOB : HairBones.cropped(person.features());
    Piece hair = bob ? Hair.build() : CroppedHair.build(person.features());
    Surface hairSurface =
        new Surface(
            "Hair",
            Material.HAIR,
            hair,
            Surface.normals(hair.points, hair.triangles, p -> true),
            Map.of());
    List<Surface> body = List.of(face.face(), face.eyes(), hairSurface, sculpt.hands());
    List<Dress> dresses = new ArrayList<>();
    for (Person.Wear wear : person.wardrobe()) {
      Surface clothes = sculpt.clothes(wear.garment(), "Outfit " + wear.look());
      dresses.add(new Dress(wear.look(), clothes, wear.painter().get()));
    }
    Map<HumanoidBone, Affine> stance = skeleton.posed(Stance.turns());
    for (Dress dress : dresses) {
      Posed clothes = Posed.of(dress.surface(), stance);
      ShadowBake.apply(dress.picture(), clothes, standing(body, clothes, stance), CLOTH_SHADOW);
    }
    // Every look shares the skin, so it has the shadows of the first one's collar.
    Occlusion first = standing(body, Posed.of(dresses.getFirst().surface(), stance), stance);
    Map<Material, Canvas> pictures = new EnumMap<>(Material.class);
    pictures.put(Material.SKIN, face.picture(first, person.complexion()));
    pictures.put(Material.EYE, EyePainter.paint(person.complexion()));
    pictures.put(Material.HAIR, HairPainter.paint(person.complexion()));
    return new Presenter(person.title(), skeleton, body, pictures, dresses, bones);
  }

  private static Occlusion standing(
      List<Surface> body, Posed clothes, Map<HumanoidBone, Affine> stance) {
    List<Posed> all = new ArrayList<>(body.stream().map(s -> Posed.of(s, stance)).toList());
    all.add(clothes);
    return Posed.occlusion(all);
  }

  /** What a look shows. */
  public List<Surface> surfaces(Dress dress) {
    List<Surface> out = new ArrayList<>(body);
    out.add(dress.surface());
    return out;
  }

  /** The picture that a surface of a look wears. */
  public Canvas picture(Surface surface, Dress dress) {
    Canvas shared = pictures.get(surface.material());
    return shared == null ? dress.picture() : shared;
  }
}

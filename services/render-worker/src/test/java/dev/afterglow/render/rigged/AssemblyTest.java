package dev.afterglow.render.rigged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.figure.Look;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Piece;
import dev.afterglow.render.figure.Skin;
import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.rig.FaceRig;
import dev.afterglow.render.space.Mat4;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Places of named vertices of a part, posed, against values worked out by hand. */
class AssemblyTest {
  private static final float[] GREY = {0.3f, 0.3f, 0.3f};
  private static final float[] GREEN = {0, 1, 0};
  private static final float HALF = (float) Math.sqrt(0.5);

  /** The chest a quarter turn to the figure's left, about the upright axis. */
  private static final Map<HumanoidBone, Rotation> LEFTWARDS =
      Map.of(HumanoidBone.CHEST, new Rotation(0, HALF, 0, HALF));

  @Test
  void shouldMoveAPartWithTheBonesOfItsNamesWhateverTheirOrder() throws Exception {
    // Given: a part whose file lists the head first
    Model base = base();
    Model part = read(new PartGlb(List.of("Head", "Hips", "Chest"), 0.5f), "Chest", "outfit");

    // When
    Model whole = Assembly.of(base, List.of(worn(Piece.OUTFIT, part)), Map.of());

    // Then: the corner 0.1 to the left, 0.1 above the chest and 0.2 before it; x' = z, z' = -x
    assertPlace(corner(whole, 2, LEFTWARDS), 0.2f, 1.6f, -0.1f);
  }

  @Test
  void shouldFitAPartOfALongerSpineToTheAvatarsOwn() throws Exception {
    // Given: its chest is 0.9 m above its hips, the avatar's half a metre
    Model part = read(new PartGlb(List.of("Hips", "Chest", "Head"), 0.9f), "Chest", "outfit");

    // When
    Model whole = Assembly.of(base(), List.of(worn(Piece.OUTFIT, part)), Map.of());

    // Then
    assertPlace(corner(whole, 2, Map.of()), 0.1f, 1.6f, 0.2f);
  }

  @Test
  void shouldMoveAPartWhoseBonesRestInOtherAxesJustTheSame() throws Exception {
    // Given: its chest rests a quarter turn about x
    Model part =
        read(
            new PartGlb(List.of("Chest", "Head", "Hips"), 0.5f, HALF, 0, 0, HALF),
            "Chest",
            "outfit");

    // When
    Model whole = Assembly.of(base(), List.of(worn(Piece.OUTFIT, part)), Map.of());

    // Then
    assertPlace(corner(whole, 2, Map.of()), 0.1f, 1.6f, 0.2f);
    assertPlace(corner(whole, 2, LEFTWARDS), 0.2f, 1.6f, -0.1f);
  }

  @Test
  void shouldPutAPartInThePlaceOfItsKindAndLeaveTheRest() throws Exception {
    // Given: the avatar's meshes are a face (0) and clothes (1)
    Model always = read(PartGlb.usual(), "Chest", "outfit");
    Model evening = read(PartGlb.usual(), "Chest", "outfit");

    // When
    Model whole =
        Assembly.of(
            base(),
            List.of(worn(Piece.OUTFIT, always)),
            Map.of("evening", List.of(worn(Piece.OUTFIT, evening))));

    // Then
    assertThat(whole.looks())
        .containsExactlyInAnyOrder(
            new Look(Assembly.DEFAULT_LOOK, Set.of(0, 2)), new Look("evening", Set.of(0, 3)));
    assertThat(whole.lookNames().getFirst()).isEqualTo(Assembly.DEFAULT_LOOK);
  }

  @Test
  void shouldMoveTheMouthOfAFaceFromAnotherFile() throws Exception {
    // Given
    Model face =
        FigureReading.read(
            PartGlb.usual().square("Head", -0.1f, 0.1f, 0, GREEN, "", "jawOpen").bytes());
    Model whole = Assembly.of(base(), List.of(worn(Piece.FACE, face)), Map.of());

    // When
    List<float[]> weights =
        new FaceRig(whole).apply(ShapeWeights.builder().set(ArkitShape.JAW_OPEN, 0.5f).build());

    // Then: both faces have it, and only the new one is drawn
    assertThat(weights.get(0)).containsExactly(0.5f);
    assertThat(weights.get(2)).containsExactly(0.5f);
    assertThat(whole.looks().getFirst().meshes()).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void shouldRefuseWhatDoesNotFit() throws Exception {
    // Given
    Model outfit = read(PartGlb.usual(), "Chest", "outfit");
    Model unmarked = read(PartGlb.usual(), "Chest", "");
    Model stranger =
        FigureReading.read(
            new String(
                    PartGlb.usual().square("Chest", 0, 1, 0, GREY, "", "").bytes(),
                    StandardCharsets.ISO_8859_1)
                .replace("\"Hips\"", "\"Rib7\"")
                .replace("\"Chest\"", "\"Rib_8\"")
                .replace("\"Head\"", "\"Rib9\"")
                .getBytes(StandardCharsets.ISO_8859_1));

    // When, Then
    assertThatThrownBy(() -> Assembly.of(unmarked, List.of(worn(Piece.FACE, outfit)), Map.of()))
        .isInstanceOf(FigureException.class)
        .hasMessageContaining("FACE");
    assertThatThrownBy(() -> Assembly.of(base(), List.of(worn(Piece.OUTFIT, stranger)), Map.of()))
        .isInstanceOf(FigureException.class)
        .hasMessageContaining("no bone");
    assertThatThrownBy(
            () ->
                Assembly.of(
                    base(),
                    List.of(),
                    Map.of(Assembly.DEFAULT_LOOK, List.of(worn(Piece.OUTFIT, outfit)))))
        .isInstanceOf(FigureException.class)
        .hasMessageContaining("one name");
  }

  /** A face that opens its jaw, and clothes. */
  private static Model base() throws FigureException {
    return FigureReading.read(
        PartGlb.usual()
            .square("Head", -0.2f, 0.2f, 0, GREY, "face", "jawOpen")
            .square("Chest", -0.3f, 0.3f, 0.1f, GREY, "outfit", "")
            .bytes());
  }

  private static Model read(PartGlb file, String bone, String kind) throws FigureException {
    return FigureReading.read(file.square(bone, -0.1f, 0.1f, 0.2f, GREEN, kind, "").bytes());
  }

  private static Assembly.Worn worn(Piece piece, Model part) {
    return new Assembly.Worn(Set.of(piece), part);
  }

  /** Where the upper left corner of a mesh's square is, by the formula of glTF's skinning. */
  private static float[] corner(Model model, int mesh, Map<HumanoidBone, Rotation> bones) {
    BodyRig rig = new BodyRig(model, new FaceRig(model), new float[3]);
    rig.apply(new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), bones));
    FigureMesh shown = model.meshes().get(mesh);
    MeshPart part = shown.parts().getFirst();
    Skin skin = model.skins().get(shown.skin());
    int joint = part.joints()[2 * 4];
    int at = 2 * MeshPart.STRIDE;
    float[] out = new float[3];
    Mat4.point(
        skin.inverseBind(),
        joint * 16,
        part.base()[at],
        part.base()[at + 1],
        part.base()[at + 2],
        out);
    Mat4.point(rig.world(), skin.joints()[joint] * 16, out[0], out[1], out[2], out);
    return out;
  }

  private static void assertPlace(float[] actual, float x, float y, float z) {
    assertThat(actual[0]).as("x").isCloseTo(x, within(1e-4f));
    assertThat(actual[1]).as("y").isCloseTo(y, within(1e-4f));
    assertThat(actual[2]).as("z").isCloseTo(z, within(1e-4f));
  }
}

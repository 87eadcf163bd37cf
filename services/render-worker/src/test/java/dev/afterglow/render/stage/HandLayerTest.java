package dev.afterglow.render.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.StillFigure;
import dev.afterglow.render.preflight.Pixels;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.rig.Hand;
import dev.afterglow.render.rig.StickFigure;
import dev.afterglow.render.rigged.RiggedFigure;
import dev.afterglow.render.scene.HeldThing;
import dev.afterglow.render.scene.Hold;
import dev.afterglow.render.scene.Part;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.StageModel;
import dev.afterglow.render.scene.StagePicture;
import dev.afterglow.render.surface.Solids;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A product in the hand of a figure of boxes, drawn. */
class HandLayerTest {
  private static final int WIDTH = 272;
  private static final int HEIGHT = 480;
  private static final float HALF = (float) Math.sqrt(0.5);
  private static final float[] PALM_LOW = {0, -0.018f, -0.04f};
  private static final float[] PALM_HIGH = {0.09f, 0, 0.04f};
  private static final float[] FINGER_LOW = {0.05f, -0.09f, -0.012f};
  private static final float[] FINGER_HIGH = {0.075f, -0.07f, 0.012f};

  private HeadlessContext context;

  @BeforeEach
  void open() {
    context = DrawingDevice.open();
  }

  @AfterEach
  void close() {
    if (context != null) {
      context.close();
    }
  }

  @Test
  void shouldHideThePalmBehindTheProductAndTheProductBehindAFinger() {
    // Given
    Scene bare = Scene.plain("full");
    Scene held = scene(tin(0), Hold.LEFT_HAND);

    // When
    Pixels palm = drawn(bare, false, driven());
    Pixels covered = drawn(held, false, driven());
    Pixels clasped = drawn(held, true, driven());

    // Then: the finger takes from the product what it covers, and nothing of it is drawn through
    int red = count(covered, 0);
    assertThat(count(palm, 0)).isZero();
    assertThat(red).isGreaterThan(300);
    assertThat(count(covered, 1)).isLessThan(count(palm, 1) - 300);
    assertThat(count(clasped, 0)).isBetween(red / 2, red - 60);
  }

  @Test
  void shouldHideTheProductBehindTheTrunk() {
    // Given: the arm points backwards, so that the hand is behind the trunk
    Map<HumanoidBone, Rotation> behind =
        Map.of(
            HumanoidBone.LEFT_UPPER_ARM,
            new Rotation(0, HALF, 0, HALF),
            HumanoidBone.LEFT_LOWER_ARM,
            new Rotation(0, HALF, 0, HALF));

    // When
    Pixels pixels = drawn(scene(tin(0), Hold.LEFT_HAND), false, behind);

    // Then
    assertThat(count(pixels, 0)).isZero();
  }

  @Test
  void shouldBeAsLargeAsItReallyIs() {
    // Given: twice as tall is four times the area, but for perspective and the figure's place
    Scene small = scene(tin(0.04), Hold.LEFT_HAND);
    Scene large = scene(tin(0.08), Hold.LEFT_HAND);

    // When
    int less = count(drawn(small, false, driven()), 0);
    int more = count(drawn(large, false, driven()), 0);

    // Then
    assertThat((double) more / less).isCloseTo(4, within(0.5));
  }

  @Test
  void shouldHoldThePictureOfAProductWithoutAModelAsACard() {
    // Given
    ByteBuffer rgba = ByteBuffer.allocateDirect(8 * 8 * 4);
    while (rgba.hasRemaining()) {
      rgba.put((byte) 200).put((byte) 10).put((byte) 10).put((byte) 255);
    }
    StagePicture picture = new StagePicture("red", 8, 8, rgba.flip());
    Product product = new Product("7", "A thing", "", "", "", Optional.of(picture));

    // When
    Pixels pixels = drawn(scene(product, Hold.LEFT_HAND), false, driven());

    // Then: beside the product's own card, which shows the picture, too
    int card = count(drawn(scene(product, Hold.STAND), false, driven()), 0);
    assertThat(count(pixels, 0)).isGreaterThan(card + 300);
  }

  @Test
  void shouldSayWhichArmNobodyDrives() {
    // Given
    boolean software = context.software();
    StageSet set = StageSet.plain(WIDTH, HEIGHT, 30);
    try (Studio studio = new Studio(figure(false), set, WIDTH, HEIGHT, 1, software)) {
      // When
      studio.scene(scene(tin(0), Hold.LEFT_HAND), 0);
      studio.pose(frame(Map.of()));
      Hand waiting = studio.undriven();
      studio.pose(frame(driven()));
      Hand driven = studio.undriven();
      studio.scene(scene(tin(0), Hold.STAND), 40_000);
      studio.pose(frame(Map.of()));

      // Then
      assertThat(waiting).isEqualTo(Hand.LEFT);
      assertThat(driven).isNull();
      assertThat(studio.undriven()).isNull();
    }
  }

  @Test
  void shouldHoldNothingThatIsTooLargeOrTooSmallOrNothingAtAll() {
    // Given
    Product wardrobe =
        new Product(
            "7", "A thing", "", "", "", Optional.empty(), Optional.of(box(0.5f, 2.1f, 0.6f)));
    Product pin =
        new Product(
            "7",
            "A thing",
            "",
            "",
            "",
            Optional.empty(),
            Optional.of(box(0.5f, 2.1f, 0.6f)),
            0.005);
    Product words = new Product("7", "A thing", "", "", "", Optional.empty());

    // When
    List<String> said =
        List.of(wardrobe, pin, words).stream()
            .map(it -> catchThrowableOfType(HeldThing.NotHoldable.class, () -> HeldThing.of(it)))
            .map(Throwable::getMessage)
            .toList();

    // Then
    assertThat(said)
        .containsExactly(
            "longest side 2100 mm, 10 to 600 can be held",
            "longest side 5 mm, 10 to 600 can be held",
            "no model and no picture");
  }

  /** The left forearm upright before the chest, the palm ahead. */
  private static Map<HumanoidBone, Rotation> driven() {
    return Map.of(
        HumanoidBone.LEFT_UPPER_ARM,
        new Rotation(0, -HALF, 0, HALF),
        HumanoidBone.LEFT_LOWER_ARM,
        new Rotation(0, 0, HALF, HALF));
  }

  private Pixels drawn(Scene scene, boolean finger, Map<HumanoidBone, Rotation> bones) {
    StageSet set = StageSet.plain(WIDTH, HEIGHT, 30);
    try (Studio studio = new Studio(figure(finger), set, WIDTH, HEIGHT, 0.7f, context.software())) {
      studio.scene(scene, 0);
      studio.pose(frame(bones));
      studio.drawFigure();
      return studio.canvas().read();
    }
  }

  private static Figure figure(boolean finger) {
    MeshPart trunk = Solids.box(new float[] {-0.2f, 0, -0.1f}, new float[] {0.2f, 0.7f, 0.1f}, 0);
    MeshPart palm = Solids.box(PALM_LOW, PALM_HIGH, 1);
    List<MeshPart> hand =
        finger ? List.of(palm, Solids.box(FINGER_LOW, FINGER_HIGH, 1)) : List.of(palm);
    return RiggedFigure.of(
        StickFigure.of(
            List.of(Solids.lit(0.3f, 0.3f, 0.3f, 0, 1), Solids.lit(0.02f, 0.7f, 0.02f, 0, 1)),
            Map.of(HumanoidBone.HIPS, List.of(trunk), HumanoidBone.LEFT_HAND, hand),
            false));
  }

  private static Product tin(double heightMetres) {
    return new Product(
        "7",
        "A thing",
        "",
        "",
        "",
        Optional.empty(),
        Optional.of(box(0.06f, 0.1f, 0.04f)),
        heightMetres);
  }

  private static StageModel box(float wide, float tall, float deep) {
    MeshPart box = Solids.box(new float[3], new float[] {wide, tall, deep}, 0);
    return StageModel.of(
        "box" + tall,
        StillFigure.of(Solids.figure(List.of(box), List.of(Solids.lit(0.7f, 0.02f, 0.02f, 0, 1)))),
        0);
  }

  private static Scene scene(Product product, Hold hold) {
    return SceneChange.NOTHING
        .withProduct(Part.put(product))
        .withHold(Part.put(hold))
        .over(Scene.plain("full"));
  }

  private static MotionFrame frame(Map<HumanoidBone, Rotation> bones) {
    return new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), bones);
  }

  /** Pixels in which one of red (0) and green (1) stands out. */
  private static int count(Pixels pixels, int channel) {
    int count = 0;
    for (int at = 0; at < pixels.width() * pixels.height() * 4; at += 4) {
      int most = Byte.toUnsignedInt(pixels.rgba().get(at + channel));
      int other = Byte.toUnsignedInt(pixels.rgba().get(at + 1 - channel));
      count += most > other + 60 ? 1 : 0;
    }
    return count;
  }
}

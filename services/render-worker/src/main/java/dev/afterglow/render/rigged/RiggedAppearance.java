package dev.afterglow.render.rigged;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.preflight.FaceBoxes;
import dev.afterglow.render.presence.Appearance;
import dev.afterglow.render.presence.Extents;
import dev.afterglow.render.presence.View;
import dev.afterglow.render.quality.Rung;
import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.rig.FaceRig;
import dev.afterglow.render.rig.Hand;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An avatar on the device, with its two rigs. */
final class RiggedAppearance implements Appearance {
  private final FaceRig face;
  private final BodyRig body;
  private final RigDrawing drawing;
  private final Extents extents;
  private final Supplier<@Nullable FaceMap> map;

  /**
   * Uploads everything.
   *
   * @param map where the face is; null as long as nobody looked for it
   */
  RiggedAppearance(Model model, Supplier<@Nullable FaceMap> map, boolean software) {
    this.map = map;
    face = new FaceRig(model);
    BodyRig unturned = new BodyRig(model, face, new float[3]);
    body = new BodyRig(model, face, Bounds.of(model, unturned).pivot());
    extents = Bounds.extents(model, body);
    drawing = new RigDrawing(model, face.materials(), software);
  }

  @Override
  public Extents extents() {
    return extents;
  }

  @Override
  public void pose(MotionFrame motion) {
    drawing.blend(face.apply(motion.shapes()));
    body.apply(motion);
    drawing.at(motion.timeUs());
  }

  @Override
  public void wear(String look) {
    drawing.wear(look);
  }

  @Override
  public void level(Rung rung) {
    body.springRate(rung.springHz());
    drawing.outlines(rung.outlines());
  }

  @Override
  public void hold(@Nullable Hand hand) {
    body.hold(hand);
  }

  @Override
  public @Nullable Hand undriven() {
    return body.undriven();
  }

  @Override
  public void grip(Hand hand, float[] out) {
    body.grip(hand, out);
  }

  @Override
  public void draw(View view, Pass pass) {
    drawing.draw(view, pass, body.world());
  }

  @Override
  public @Nullable FaceBoxes face(float[] viewProjection, int width, int height) {
    FaceMap known = map.get();
    return known == null ? null : known.at(body, viewProjection, width, height);
  }

  @Override
  public int triangles() {
    return drawing.drawnTriangles();
  }

  @Override
  public void close() {
    drawing.close();
  }
}

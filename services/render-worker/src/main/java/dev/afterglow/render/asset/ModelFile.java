package dev.afterglow.render.asset;

import dev.afterglow.avatar.GlbValidator;
import dev.afterglow.avatar.ModelCounts;
import dev.afterglow.avatar.Verdict;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.StillFigure;
import dev.afterglow.render.scene.StageModel;

/**
 * A GLB from outside, for the stage. Avatars' own validator judges it first, in plain Java and
 * without unpacking anything; then its triangles and pixels are counted; only then is it read. It
 * stands still: what is made to move by bones or morph targets is refused, animations are not
 * played.
 */
public final class ModelFile {
  /** What one message holds. */
  public static final int MOST_BYTES = 5 << 20;

  /** Vertices over all triangles of all nodes. */
  static final int MOST_VERTICES = 600_000;

  private static final int MAGIC = 0x676C5446;

  private ModelFile() {}

  /** Whether a file claims to be one. */
  static boolean claimed(byte[] file) {
    return file.length >= 4 && StageFile.word(file, 0) == MAGIC;
  }

  /**
   * Reads one.
   *
   * @throws AssetUnusable when it is too large, damaged, needs what is not drawn, or moves
   */
  public static StageModel read(byte[] file) throws AssetUnusable {
    if (file.length > MOST_BYTES) {
      throw new AssetUnusable("bytes:" + file.length);
    }
    if (GlbValidator.validate(file) instanceof Verdict.Rejected(var rule, String detail)) {
      throw new AssetUnusable(rule + ": " + detail);
    }
    ModelCounts counts = ModelCounts.of(file);
    if (counts.moves()) {
      throw new AssetUnusable("bones or morph targets: a model on a stage stands still");
    }
    refuseAbove("triangles", counts.triangles(), StageModel.MOST_SET_TRIANGLES);
    refuseAbove("vertices", counts.vertices(), MOST_VERTICES);
    refuseAbove("pixels", counts.pixels(), StageModel.MOST_SET_PIXELS);
    return sound(StageModel.of(StageFile.sha256(file), still(file), counts.pixels()));
  }

  private static Model still(byte[] file) throws AssetUnusable {
    try {
      return StillFigure.of(FigureReading.read(file));
    } catch (FigureException e) {
      throw new AssetUnusable(String.valueOf(e.getMessage()));
    }
  }

  private static StageModel sound(StageModel model) throws AssetUnusable {
    if (model.triangles() == 0) {
      throw new AssetUnusable("no triangle");
    }
    for (int k = 0; k < 3; k++) {
      // Also what is not a number fails here.
      boolean near =
          model.low()[k] >= -StageModel.MOST_METRES && model.high()[k] <= StageModel.MOST_METRES;
      if (!near) {
        throw new AssetUnusable("reaches beyond " + (int) StageModel.MOST_METRES + " m");
      }
    }
    return model;
  }

  private static void refuseAbove(String what, long count, long most) throws AssetUnusable {
    if (count > most) {
      throw new AssetUnusable(what + ":" + count + ", at most " + most);
    }
  }
}

package dev.afterglow.registry.avatar;

import dev.afterglow.avatar.AvatarFacts;
import dev.afterglow.avatar.CanonicalGlb;
import dev.afterglow.registry.asset.FileForm;
import dev.afterglow.registry.asset.Landing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A GLB or VRM file in the form in which it is kept: its canonical one, or, where that is not
 * surely the same model, as it came.
 *
 * @param file where it is
 * @param facts what the validator said of it
 * @param form which form it is
 * @param made a file that was made for it and goes with this
 */
public record KeptModel(Path file, AvatarFacts facts, FileForm form, Path made)
    implements AutoCloseable {

  /**
   * Gives a file its form.
   *
   * @param accepted a file that the validator accepted
   * @param facts what it said of it
   */
  public static KeptModel of(Path accepted, AvatarFacts facts, Landing landing) throws IOException {
    Path made = landing.newcomer();
    return switch (CanonicalGlb.write(accepted, facts, made)) {
      case CanonicalGlb.Outcome.Written written ->
          new KeptModel(made, written.facts(), FileForm.CANONICAL, made);
      case CanonicalGlb.Outcome.Doubtful doubtful ->
          new KeptModel(accepted, facts, FileForm.of(doubtful.doubt()), made);
    };
  }

  /** Deletes what was made, unless it was moved away. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(made);
  }
}

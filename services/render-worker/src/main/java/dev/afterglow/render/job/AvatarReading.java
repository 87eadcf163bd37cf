package dev.afterglow.render.job;

import dev.afterglow.avatar.AvatarRule;
import dev.afterglow.avatar.GlbValidator;
import dev.afterglow.avatar.Verdict;
import dev.afterglow.render.figure.Figure;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.job.RenderRefused.Why;
import java.util.Map;

/**
 * Fetches an avatar and reads it. What the registry judged at upload is judged again here by the
 * same rules, before anything else looks at it: the seal says whose file it is, not that it is
 * harmless, and the rules may have become stricter since.
 */
public final class AvatarReading {
  private AvatarReading() {}

  /**
   * Reads an avatar.
   *
   * @param avatarId which one
   * @param sha256 what the lease says that it is
   * @param shelf where it is fetched; checks the seal
   * @throws RenderRefused AVATAR_SEAL_BROKEN, or AVATAR_UNUSABLE with the rule that the file breaks
   *     or the reason why it cannot be drawn
   */
  public static Figure read(String avatarId, String sha256, AvatarShelf shelf)
      throws RenderRefused {
    try {
      byte[] file = shelf.fetch(avatarId, sha256);
      if (GlbValidator.validate(file) instanceof Verdict.Rejected(AvatarRule rule, String detail)) {
        throw unusable(avatarId, rule + ": " + detail);
      }
      return FigureReading.read(file);
    } catch (AvatarShelf.SealBroken e) {
      throw new RenderRefused(
          Why.AVATAR_SEAL_BROKEN, String.valueOf(e.getMessage()), Map.of("avatar_id", avatarId));
    } catch (FigureException e) {
      throw unusable(avatarId, String.valueOf(e.getMessage()));
    }
  }

  private static RenderRefused unusable(String avatarId, String detail) {
    return new RenderRefused(
        Why.AVATAR_UNUSABLE,
        "the avatar cannot be drawn",
        Map.of("avatar_id", avatarId, "detail", detail));
  }
}

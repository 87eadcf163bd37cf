package dev.afterglow.render.job;

import dev.afterglow.avatar.AvatarRule;
import dev.afterglow.avatar.GlbValidator;
import dev.afterglow.avatar.Verdict;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.job.RenderRefused.Why;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.rigged.Assembly;
import dev.afterglow.render.rigged.RiggedFigure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fetches an avatar and its parts, reads them and puts them together. What the registry judged at
 * upload is judged again here by the same rules, before anything else looks at it: the seal says
 * whose file it is, not that it is harmless, and the rules may have become stricter since. It runs
 * before there is a picture; nothing of it is left for the thread that draws.
 */
public final class AvatarReading {
  /** All looks lie on the device at once. */
  static final long MOST_DEVICE_BYTES = 768L << 20;

  private final String avatarId;
  private final AvatarShelf shelf;
  private final Map<MadeOf.Placed, Model> parts = new HashMap<>();

  private AvatarReading(String avatarId, AvatarShelf shelf) {
    this.avatarId = avatarId;
    this.shelf = shelf;
  }

  /**
   * Reads an avatar.
   *
   * @param avatarId which one
   * @param grant says which file and which parts it is
   * @param shelf where they are fetched; checks the seals
   * @throws RenderRefused AVATAR_SEAL_BROKEN, also where the avatar is made of other parts than the
   *     lease is for, or AVATAR_UNUSABLE with the rule that a file breaks or the reason why it
   *     cannot be drawn
   */
  public static Figure read(String avatarId, LeaseTerms.Grant grant, AvatarShelf shelf)
      throws RenderRefused {
    AvatarReading reading = new AvatarReading(avatarId, shelf);
    try {
      return reading.figure(grant);
    } catch (AvatarShelf.SealBroken e) {
      throw new RenderRefused(
          Why.AVATAR_SEAL_BROKEN, String.valueOf(e.getMessage()), Map.of("avatar_id", avatarId));
    } catch (FigureException e) {
      throw unusable(avatarId, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Judges a file, and reads it where it breaks no rule.
   *
   * @throws RenderRefused AVATAR_UNUSABLE
   */
  public static Model judged(String avatarId, byte[] file) throws RenderRefused {
    if (GlbValidator.validate(file) instanceof Verdict.Rejected(AvatarRule rule, String detail)) {
      throw unusable(avatarId, rule + ": " + detail);
    }
    try {
      return FigureReading.read(file);
    } catch (FigureException e) {
      throw unusable(avatarId, String.valueOf(e.getMessage()));
    }
  }

  private Figure figure(LeaseTerms.Grant grant)
      throws AvatarShelf.SealBroken, FigureException, RenderRefused {
    Model base = judged(avatarId, shelf.fetch(avatarId, grant.avatarSha256()));
    MadeOf made = shelf.madeOf(avatarId);
    if (!made.likenessSha256().equals(grant.partsSha256())) {
      throw new AvatarShelf.SealBroken("the lease is for other parts of the avatar");
    }
    Map<String, List<Assembly.Worn>> looks = new LinkedHashMap<>();
    for (Map.Entry<String, Map<MadeOf.Kind, MadeOf.Placed>> look : made.looks().entrySet()) {
      looks.put(look.getKey(), worn(look.getValue()));
    }
    Figure figure = RiggedFigure.of(Assembly.of(base, worn(made.parts()), looks));
    if (figure.deviceBytes() > MOST_DEVICE_BYTES) {
      throw unusable(avatarId, "the avatar and its parts take more memory than a figure may");
    }
    return figure;
  }

  private List<Assembly.Worn> worn(Map<MadeOf.Kind, MadeOf.Placed> wanted)
      throws AvatarShelf.SealBroken, RenderRefused {
    List<Assembly.Worn> out = new ArrayList<>();
    for (Map.Entry<MadeOf.Kind, MadeOf.Placed> part : wanted.entrySet()) {
      if (!part.getKey().pieces().isEmpty()) {
        out.add(new Assembly.Worn(part.getKey().pieces(), part(part.getValue())));
      }
    }
    return out;
  }

  private Model part(MadeOf.Placed placed) throws AvatarShelf.SealBroken, RenderRefused {
    Model known = parts.get(placed);
    if (known == null) {
      known = judged(avatarId, shelf.fetchPart(placed));
      parts.put(placed, known);
    }
    return known;
  }

  private static RenderRefused unusable(String avatarId, String detail) {
    return new RenderRefused(
        Why.AVATAR_UNUSABLE,
        "the avatar cannot be drawn",
        Map.of("avatar_id", avatarId, "detail", detail));
  }
}

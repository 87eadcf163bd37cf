package dev.afterglow.render.wire;

import dev.afterglow.api.registry.v1.ComposedLook;
import dev.afterglow.api.registry.v1.ComposedPart;
import dev.afterglow.api.registry.v1.Composition;
import dev.afterglow.api.registry.v1.PartKind;
import dev.afterglow.render.job.AvatarShelf;
import dev.afterglow.render.job.MadeOf;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an avatar is made of, from the registry's words. */
final class MadeOfMapper {
  private static final String KIND = "PART_KIND_";

  private MadeOfMapper() {}

  /**
   * Reads it.
   *
   * @throws AvatarShelf.SealBroken for a kind of part that this worker does not know: it could not
   *     say what the licence binds
   */
  static MadeOf madeOf(Composition composition) throws AvatarShelf.SealBroken {
    SortedMap<String, Map<MadeOf.Kind, MadeOf.Placed>> looks = new TreeMap<>();
    for (ComposedLook look : composition.getLooksList()) {
      looks.put(look.getName(), parts(look.getPartsList()));
    }
    return new MadeOf(parts(composition.getPartsList()), looks);
  }

  private static Map<MadeOf.Kind, MadeOf.Placed> parts(List<ComposedPart> parts)
      throws AvatarShelf.SealBroken {
    Map<MadeOf.Kind, MadeOf.Placed> out = new EnumMap<>(MadeOf.Kind.class);
    for (ComposedPart part : parts) {
      String sha256 = HexFormat.of().formatHex(part.getSha256().toByteArray());
      out.put(kind(part.getKind()), new MadeOf.Placed(part.getPartId(), sha256));
    }
    return out;
  }

  private static MadeOf.Kind kind(PartKind kind) throws AvatarShelf.SealBroken {
    for (MadeOf.Kind known : MadeOf.Kind.values()) {
      if (kind.name().equals(KIND + known.name())) {
        return known;
      }
    }
    throw new AvatarShelf.SealBroken("the avatar has a kind of part that is not known here");
  }
}

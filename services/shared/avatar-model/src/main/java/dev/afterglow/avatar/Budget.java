package dev.afterglow.avatar;

import java.util.ArrayList;
import java.util.List;

/** What one validation may still spend, and the warnings it has gathered. */
final class Budget {
  private final List<AvatarWarning> warnings = new ArrayList<>();
  private long components = AvatarLimits.MAX_COMPONENTS;
  private long pixels = AvatarLimits.MAX_IMAGE_PIXELS;

  void spendComponents(long count) throws Refusal {
    components -= count;
    if (components < 0) {
      throw new Refusal(
          AvatarRule.COUNT_EXCEEDED,
          "the accessors unpack to more than " + AvatarLimits.MAX_COMPONENTS + " components");
    }
  }

  void spendPixels(long count) throws Refusal {
    pixels -= count;
    if (pixels < 0) {
      throw new Refusal(
          AvatarRule.IMAGE_TOO_LARGE,
          "the images hold more than " + AvatarLimits.MAX_IMAGE_PIXELS + " pixels together");
    }
  }

  void warn(AvatarWarning.Kind kind, String detail) {
    if (warnings.size() < AvatarLimits.MAX_WARNINGS) {
      warnings.add(new AvatarWarning(kind, detail));
    }
  }

  List<AvatarWarning> warnings() {
    return warnings;
  }
}

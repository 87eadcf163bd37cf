package dev.afterglow.avatar;

import dev.afterglow.avatar.picture.PictureCheck;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Images, the textures over them and the materials that name those. */
final class Images {
  private static final String PNG_URI = "data:image/png;base64,";
  private static final String JPEG_URI = "data:image/jpeg;base64,";

  private Images() {}

  /** OpenGL's numbers, which glTF takes for how a texture goes on beyond its edges. */
  private static final int REPEAT = 10_497;

  private static final int MIRRORED_REPEAT = 33_648;
  private static final int MOST_WRAP = 65_535;

  /** Whether a {@code uri} of an image carries the image itself. */
  static boolean isDataImage(String uri) {
    return uri.startsWith(PNG_URI) || uri.startsWith(JPEG_URI);
  }

  static void check(Json document, BufferViews views, Budget budget) throws Refusal {
    List<Json> images = document.items("images", AvatarLimits.MAX_IMAGES);
    for (Json image : images) {
      image(image, views, budget);
    }
    List<Json> samplerList = document.get("samplers").items();
    for (Json sampler : samplerList) {
      if (isMirrored(sampler.get("wrapS")) || isMirrored(sampler.get("wrapT"))) {
        budget.warn(AvatarWarning.Kind.MIRRORED_WRAP_NOT_DRAWN, sampler.path());
      }
    }
    int samplers = samplerList.size();
    List<Json> textures = document.items("textures", AvatarLimits.MAX_ACCESSORS);
    for (Json texture : textures) {
      texture.get("source").optionalReference(images.size());
      texture.get("sampler").optionalReference(samplers);
    }
    for (Json material : document.items("materials", AvatarLimits.MAX_ACCESSORS)) {
      textureReferences(material, textures.size());
    }
  }

  private static boolean isMirrored(Json wrap) throws Refusal {
    return wrap.integer(0, MOST_WRAP, REPEAT) == MIRRORED_REPEAT;
  }

  /** Every {@code …Texture: {index: n}} at any depth, whichever extension brought it. */
  private static void textureReferences(Json object, int textures) throws Refusal {
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      Json value = member.getValue();
      if (!value.isObject()) {
        continue;
      }
      if (member.getKey().endsWith("Texture") && value.get("index").isInteger()) {
        value.get("index").reference(textures);
      }
      textureReferences(value, textures);
    }
  }

  private static void image(Json image, BufferViews views, Budget budget) throws Refusal {
    ByteBuffer bytes = bytes(image, views);
    ImageHeader header = header(image, bytes);
    if (Math.max(header.width(), header.height()) > AvatarLimits.MAX_IMAGE_SIDE) {
      throw new Refusal(
          AvatarRule.IMAGE_TOO_LARGE,
          image.path() + " is " + header.width() + "x" + header.height());
    }
    budget.spendPixels(header.width() * header.height());
    String fault = PictureCheck.fault(bytes);
    if (fault != null) {
      throw new Refusal(AvatarRule.IMAGE_FORMAT, image.path() + " is damaged: " + fault);
    }
    String declared = image.get("mimeType").text(header.mimeType());
    if (!declared.equals(header.mimeType())) {
      budget.warn(
          AvatarWarning.Kind.IMAGE_TYPE_DIFFERS, image.path() + " holds " + header.mimeType());
    }
  }

  /** What the image says of itself in its first bytes. */
  static ImageHeader header(Json image, BufferViews views) throws Refusal {
    return header(image, bytes(image, views));
  }

  private static ImageHeader header(Json image, ByteBuffer bytes) throws Refusal {
    ImageHeader header = ImageHeader.read(bytes);
    if (header == null) {
      throw new Refusal(AvatarRule.IMAGE_FORMAT, image.path() + " is neither PNG nor JPEG");
    }
    return header;
  }

  private static ByteBuffer bytes(Json image, BufferViews views) throws Refusal {
    boolean embedded = image.get("uri").present();
    if (embedded == image.get("bufferView").present()) {
      throw new Refusal(AvatarRule.IMAGE_FORMAT, image.path() + " needs one source");
    }
    return embedded ? decoded(image) : views.bytes(views.view(image.get("bufferView")));
  }

  private static ByteBuffer decoded(Json image) throws Refusal {
    String uri = image.get("uri").text();
    String encoded = uri.substring(uri.indexOf(',') + 1);
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
    } catch (IllegalArgumentException e) {
      throw new Refusal(AvatarRule.IMAGE_FORMAT, image.path() + "/uri is no base64");
    }
  }
}

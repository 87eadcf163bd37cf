package dev.afterglow.avatar;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a file may ask of the world outside it: nothing but known extensions. */
final class OuterReferences {
  /** Extensions whose absence would change the picture, and which the renderer draws. */
  private static final Set<String> DRAWN =
      Set.of(
          "EXT_meshopt_compression",
          "KHR_materials_unlit",
          "KHR_mesh_quantization",
          "KHR_texture_transform",
          "KHR_materials_emissive_strength",
          "VRM",
          "VRMC_vrm",
          "VRMC_materials_mtoon",
          "VRMC_springBone",
          "VRMC_node_constraint");

  private OuterReferences() {}

  /** Whether the file requires the extension. */
  static boolean requires(Json document, String extension) throws Refusal {
    for (Json required : document.items("extensionsRequired", 1_000)) {
      if (required.text().equals(extension)) {
        return true;
      }
    }
    return false;
  }

  static void check(Json document) throws Refusal {
    String version = document.get("asset").get("version").text();
    String needed = document.get("asset").get("minVersion").text("2.0");
    if (!version.startsWith("2.") || !needed.equals("2.0")) {
      throw new Refusal(AvatarRule.JSON_VALUE, "/asset asks for another version of glTF than 2.0");
    }
    for (Json required : document.items("extensionsRequired", 1_000)) {
      if (!DRAWN.contains(required.text())) {
        throw new Refusal(
            AvatarRule.EXTENSION_UNSUPPORTED,
            "the file requires " + printable(required.text()) + ", which is not drawn here");
      }
    }
    List<Json> images = document.get("images").items();
    for (Json image : images) {
      Json uri = image.get("uri");
      if (uri.present() && !Images.isDataImage(uri.text())) {
        throw new Refusal(AvatarRule.URI_FORBIDDEN, uri.path() + " is no data: PNG or JPEG");
      }
    }
    for (Map.Entry<String, Json> member : document.members().entrySet()) {
      forbidUris(member.getValue(), member.getKey().equals("images") ? 2 : 0);
    }
  }

  /**
   * Any {@code uri} at any depth, also inside extensions, below {@code allowedAtDepth} excepted.
   */
  private static void forbidUris(Json value, int allowedAtDepth) throws Refusal {
    if (value.isArray()) {
      for (Json item : value.items()) {
        forbidUris(item, allowedAtDepth - 1);
      }
    } else if (value.isObject()) {
      for (Map.Entry<String, Json> member : value.members().entrySet()) {
        if (member.getKey().equals("uri") && allowedAtDepth != 1) {
          throw new Refusal(AvatarRule.URI_FORBIDDEN, member.getValue().path());
        }
        forbidUris(member.getValue(), allowedAtDepth - 1);
      }
    }
  }

  private static String printable(String name) {
    return name.matches("[A-Za-z0-9_]{1,64}") ? name : "an extension with a strange name";
  }
}

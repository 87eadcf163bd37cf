precision highp float;
#ifdef VERTEX_LIGHT
in vec4 vLight;
#else
in vec3 vNormal;
#endif
#ifndef VERTEX_LIGHT
in vec3 vPlace;
#endif
#ifdef UV
in vec2 vUv;
#endif
#ifdef MORE_UV
in vec4 vMoreUv;
#endif
#ifdef VERTEX_COLOR
in vec4 vColor;
#endif
uniform vec4 baseColor;
uniform vec3 emissive;
uniform vec2 surface; // metallic, roughness
uniform float cutoff;
uniform vec3 eye;
#ifdef BASE_PICTURE
uniform sampler2D basePicture;
#endif
#ifdef NORMAL_PICTURE
uniform sampler2D normalPicture;
#endif
#ifdef EMISSIVE_PICTURE
uniform sampler2D emissivePicture;
#endif
#ifdef OCCLUSION_PICTURE
uniform sampler2D occlusionPicture;
#endif
#ifdef SURFACE_PICTURE
uniform sampler2D surfacePicture;
#endif
uniform vec2 mapStrength; // normal, occlusion
#ifdef TOON
uniform vec3 shade;
uniform vec2 border; // where shade ends, where light is whole: cosines to the key light
uniform vec3 rim;
uniform vec3 rimForm; // power, lift, how much light takes part
#ifdef SHADE_PICTURE
uniform sampler2D shadePicture;
#endif
#ifdef SHIFT_PICTURE
uniform sampler2D shiftPicture;
uniform float shiftScale;
#endif
#ifdef MATCAP_PICTURE
uniform vec3 matcap;
uniform sampler2D matcapPicture;
#endif
#ifdef RIM_PICTURE
uniform sampler2D rimPicture;
#endif
#ifdef OUTLINE
uniform vec3 outlineColor;
uniform vec3 outline;
#endif
// What the studio gives a toon figure: light from the front and a little from everywhere.
const float TOON_KEY = 0.92;
const float TOON_SKY = 0.08;
#endif
out vec4 color;

void main() {
  vec4 own = baseColor;
#ifdef VERTEX_COLOR
  own *= vColor;
#endif
#ifdef BASE_PICTURE
#ifdef VERTEX_LIGHT
  vec4 texel = texture(basePicture, vUv);
#else
  // A level sharper than the driver would take: several samples a pixel keep it from flickering, and thin
  // brows stay brows.
  vec4 texel = texture(basePicture, vUv, -1.0);
#endif
  float alpha = texel.a * own.a;
#else
  float alpha = own.a;
#endif
#ifdef ALPHA_MASK
  if (alpha < cutoff) discard;
#endif
#ifdef VERTEX_LIGHT
#ifdef BASE_PICTURE
  color = vec4(texel.rgb * vLight.rgb + vLight.a, alpha);
#else
  color = vec4(vLight.rgb, alpha);
#endif
#else
  vec4 base = own;
#ifdef BASE_PICTURE
  base.rgb *= texel.rgb * texel.rgb; // gamma 2, as the output is written
#endif
  vec3 n = normalize(vNormal);
#ifdef DOUBLE_SIDED
  if (!gl_FrontFacing) n = -n;
#endif
  vec3 v = normalize(eye - vPlace);
#ifdef NORMAL_PICTURE
  // The tangent frame from screen derivatives, as files rarely bring tangents that fit their morphs.
  vec3 dpx = dFdx(vPlace);
  vec3 dpy = dFdy(vPlace);
  vec2 dux = dFdx(NORMAL_UV);
  vec2 duy = dFdy(NORMAL_UV);
  vec3 t = cross(dpy, n) * dux.x + cross(n, dpx) * duy.x;
  vec3 b = cross(dpy, n) * dux.y + cross(n, dpx) * duy.y;
  float scale = inversesqrt(max(max(dot(t, t), dot(b, b)), 1e-20));
  vec3 m = texture(normalPicture, NORMAL_UV).xyz * 2.0 - 1.0;
  m.xy *= mapStrength.x;
  n = normalize(t * (m.x * scale) + b * (m.y * scale) + n * m.z);
#endif
#if defined(FLAT)
  color = vec4(sqrt(clamp(base.rgb + emissive, 0.0, 1.0)), alpha);
#elif defined(TOON)
  vec3 dark = shade;
#ifdef SHADE_PICTURE
  vec3 dim = texture(shadePicture, SHADE_UV).rgb;
  dark *= dim * dim;
#endif
  float shifted = dot(n, KEY);
#ifdef SHIFT_PICTURE
  shifted += texture(shiftPicture, SHIFT_UV).r * shiftScale;
#endif
  float lightSide = clamp((shifted - border.x) / max(border.y - border.x, 1e-4), 0.0, 1.0);
  vec3 lit = mix(dark, base.rgb, lightSide) * TOON_KEY * keyGain + base.rgb * TOON_SKY * fillGain;
  vec3 edge = rim * rimGain * pow(clamp(1.0 - dot(n, v) + rimForm.y, 0.0, 1.0), rimForm.x);
#ifdef MATCAP_PICTURE
  // The normal as the eye sees it; the camera stands upright.
  vec3 across = normalize(vec3(v.z, 0.0, -v.x));
  vec2 seen = vec2(dot(across, n), dot(cross(v, across), n)) * 0.495 + 0.5;
  vec3 ball = texture(matcapPicture, vec2(seen.x, 1.0 - seen.y)).rgb;
  edge += matcap * ball * ball;
#endif
#ifdef RIM_PICTURE
  vec3 rimmed = texture(rimPicture, RIM_UV).rgb;
  edge *= rimmed * rimmed;
#endif
  lit += edge * mix(1.0, TOON_KEY * lightSide + TOON_SKY, rimForm.z);
  vec3 glow = emissive;
#ifdef EMISSIVE_PICTURE
  vec3 lamp = texture(emissivePicture, EMISSIVE_UV).rgb;
  glow *= lamp * lamp;
#endif
  lit += glow;
#ifdef OUTLINE
  lit = outlineColor * mix(vec3(1.0), lit, outline.z);
#endif
  color = vec4(sqrt(clamp(lit, 0.0, 1.0)), alpha);
#else
  vec3 diffuse;
  vec3 shine;
  vec2 metalRough = surface;
#ifdef SURFACE_PICTURE
  metalRough *= texture(surfacePicture, SURFACE_UV).bg;
  metalRough.y = max(metalRough.y, 0.12);
#endif
  studio(n, v, base.rgb, metalRough.x, metalRough.y, diffuse, shine);
#ifdef OCCLUSION_PICTURE
  float open = 1.0 + mapStrength.y * (texture(occlusionPicture, OCCLUSION_UV).r - 1.0);
  diffuse *= open;
  shine *= open;
#endif
  vec3 glow = emissive;
#ifdef EMISSIVE_PICTURE
  vec3 lamp = texture(emissivePicture, EMISSIVE_UV).rgb;
  glow *= lamp * lamp;
#endif
  vec3 developed = develop(base.rgb * diffuse + shine + glow);
#ifdef BASE_PICTURE
  // As a lit vertex does it, but for metal, whose colour is in its shine.
#ifdef EMISSIVE_PICTURE
  vec4 light = paint(own.rgb, diffuse, shine, vec3(0.0));
  vec3 painted = texel.rgb * light.rgb + light.a + develop(glow);
#else
  vec4 light = paint(own.rgb, diffuse, shine, emissive);
  vec3 painted = texel.rgb * light.rgb + light.a;
#endif
  developed = mix(painted, developed, metalRough.x);
#endif
  color = vec4(developed, alpha);
#endif
#endif
}

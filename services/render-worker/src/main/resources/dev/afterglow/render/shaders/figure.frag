precision highp float;
#ifdef VERTEX_LIGHT
in vec4 vLight;
#else
in vec3 vNormal;
#endif
#ifndef VERTEX_LIGHT
in vec3 vPlace;
#endif
#if defined(BASE_PICTURE) || defined(NORMAL_PICTURE)
in vec2 vUv;
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
out vec4 color;

void main() {
#ifdef BASE_PICTURE
  vec4 texel = texture(basePicture, vUv);
  float alpha = texel.a * baseColor.a;
#else
  float alpha = baseColor.a;
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
  vec4 base = baseColor;
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
  vec2 dux = dFdx(vUv);
  vec2 duy = dFdy(vUv);
  vec3 t = cross(dpy, n) * dux.x + cross(n, dpx) * duy.x;
  vec3 b = cross(dpy, n) * dux.y + cross(n, dpx) * duy.y;
  float scale = inversesqrt(max(max(dot(t, t), dot(b, b)), 1e-20));
  vec3 m = texture(normalPicture, vUv).xyz * 2.0 - 1.0;
  n = normalize(t * (m.x * scale) + b * (m.y * scale) + n * m.z);
#endif
#if defined(FLAT)
  color = vec4(sqrt(clamp(base.rgb + emissive, 0.0, 1.0)), alpha);
#elif defined(TOON)
  float lightSide = smoothstep(-0.05, 0.10, dot(n, KEY));
  vec3 lit = base.rgb * mix(vec3(0.62, 0.58, 0.68), vec3(1.0), lightSide) + emissive;
  lit += base.rgb * 0.35 * smoothstep(0.55, 0.8, 1.0 - max(dot(n, v), 0.0)) * max(n.y, 0.0);
  color = vec4(sqrt(clamp(lit, 0.0, 1.0)), alpha);
#else
  vec3 diffuse;
  vec3 shine;
  studio(n, v, base.rgb, surface.x, surface.y, diffuse, shine);
  color = vec4(develop(base.rgb * diffuse + shine + emissive), alpha);
#endif
#endif
}

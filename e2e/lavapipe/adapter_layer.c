/*
 * A Vulkan layer that lets Chromium offer Mesa's lavapipe, which computes on the CPU, as a WebGPU adapter.
 *
 * Chromium takes an adapter other than SwiftShader only if it can share semaphores between processes
 * (VK_KHR_external_semaphore_fd). Mesa 25.0.7 has that on lavapipe only where the kernel offers /dev/udmabuf,
 * which containers lack. So the layer claims the extension. A page that only computes never uses it, and what
 * would use it fails.
 *
 * The layer also gives lavapipe the type, vendor, device and name of these environment variables, each of which
 * may be unset. Chromium would prefer SwiftShader to an adapter of lavapipe's own type.
 *
 *   ADAPTER_TYPE=integrated or discrete   ADAPTER_VENDOR=0x10de   ADAPTER_DEVICE=0x2684   ADAPTER_NAME=...
 *
 * Only Dawn, Chromium's WebGPU, is told any of this. ANGLE, which draws, uses the same driver and crashes when
 * it is offered the extension.
 *
 * The loader looks functions up once for each instance and each device. All of them have the same next layer,
 * so one variable each is enough for what comes next.
 */
#define VK_NO_PROTOTYPES
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <vulkan/vk_layer.h>
#include <vulkan/vulkan.h>

#define EXTENSION VK_KHR_EXTERNAL_SEMAPHORE_FD_EXTENSION_NAME

static PFN_vkGetInstanceProcAddr next_instance_function;
static PFN_vkGetDeviceProcAddr next_device_function;

static VkInstance dawn;

/* What would be called without this layer. */
static PFN_vkCreateDevice next_create_device;
static PFN_vkEnumerateDeviceExtensionProperties next_extensions;
static PFN_vkGetPhysicalDeviceProperties next_properties;
static PFN_vkGetPhysicalDeviceProperties2 next_properties2;
static PFN_vkGetPhysicalDeviceExternalSemaphoreProperties next_semaphores;

/* Whether the driver lacks the extension. */
static bool is_claimed;

/* Finds the part of an instance's or a device's creation that names the next layer. */
static void *link_to_next(const void *chain, VkStructureType type) {
  const VkLayerInstanceCreateInfo *part = chain;
  while (part != NULL && (part->sType != type || part->function != VK_LAYER_LINK_INFO)) part = part->pNext;
  return (void *)part;
}

static VkResult extensions(VkPhysicalDevice gpu, const char *layer, uint32_t *count, VkExtensionProperties *list) {
  if (layer != NULL) return next_extensions(gpu, layer, count, list);
  uint32_t own = 0;
  VkResult result = next_extensions(gpu, NULL, &own, NULL);
  if (result != VK_SUCCESS) return result;
  VkExtensionProperties *all = calloc(own + 1, sizeof *all);
  if (all == NULL) return VK_ERROR_OUT_OF_HOST_MEMORY;
  result = next_extensions(gpu, NULL, &own, all);
  is_claimed = true;
  for (uint32_t i = 0; i < own; i++) is_claimed = is_claimed && strcmp(all[i].extensionName, EXTENSION) != 0;
  if (is_claimed) all[own++] = (VkExtensionProperties){EXTENSION, VK_KHR_EXTERNAL_SEMAPHORE_FD_SPEC_VERSION};
  if (list != NULL) {
    if (*count < own) result = VK_INCOMPLETE;
    else *count = own;
    memcpy(list, all, *count * sizeof *list);
  } else *count = own;
  free(all);
  return result;
}

static void semaphores(VkPhysicalDevice gpu, const VkPhysicalDeviceExternalSemaphoreInfo *asked,
                       VkExternalSemaphoreProperties *answer) {
  next_semaphores(gpu, asked, answer);
  if (!is_claimed) return;
  answer->exportFromImportedHandleTypes = asked->handleType;
  answer->compatibleHandleTypes = asked->handleType;
  answer->externalSemaphoreFeatures =
      VK_EXTERNAL_SEMAPHORE_FEATURE_EXPORTABLE_BIT | VK_EXTERNAL_SEMAPHORE_FEATURE_IMPORTABLE_BIT;
}

static const char *setting(const char *name) {
  const char *text = getenv(name);
  return text != NULL && *text != '\0' ? text : NULL;
}

static void rename_adapter(VkPhysicalDeviceProperties *known) {
  const char *type = setting("ADAPTER_TYPE"), *name = setting("ADAPTER_NAME");
  const char *vendor = setting("ADAPTER_VENDOR"), *device = setting("ADAPTER_DEVICE");
  if (type != NULL) {
    known->deviceType = strcmp(type, "discrete") == 0 ? VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU
                                                      : VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU;
  }
  if (vendor != NULL) known->vendorID = (uint32_t)strtoul(vendor, NULL, 0);
  if (device != NULL) known->deviceID = (uint32_t)strtoul(device, NULL, 0);
  if (name != NULL) {
    memset(known->deviceName, 0, sizeof known->deviceName);
    strncpy(known->deviceName, name, sizeof known->deviceName - 1);
  }
}

static void properties(VkPhysicalDevice gpu, VkPhysicalDeviceProperties *known) {
  next_properties(gpu, known);
  rename_adapter(known);
}

static void properties2(VkPhysicalDevice gpu, VkPhysicalDeviceProperties2 *known) {
  next_properties2(gpu, known);
  rename_adapter(&known->properties);
}

static VkResult export_semaphore(VkDevice device, const VkSemaphoreGetFdInfoKHR *asked, int *fd) {
  (void)device, (void)asked;
  *fd = -1;
  return VK_ERROR_OUT_OF_HOST_MEMORY;
}

static VkResult import_semaphore(VkDevice device, const VkImportSemaphoreFdInfoKHR *asked) {
  (void)device, (void)asked;
  return VK_ERROR_INVALID_EXTERNAL_HANDLE;
}

static VkResult create_instance(const VkInstanceCreateInfo *info, const VkAllocationCallbacks *memory,
                                VkInstance *instance) {
  VkLayerInstanceCreateInfo *link = link_to_next(info->pNext, VK_STRUCTURE_TYPE_LOADER_INSTANCE_CREATE_INFO);
  if (link == NULL) return VK_ERROR_INITIALIZATION_FAILED;
  next_instance_function = link->u.pLayerInfo->pfnNextGetInstanceProcAddr;
  link->u.pLayerInfo = link->u.pLayerInfo->pNext;
  PFN_vkCreateInstance create = (PFN_vkCreateInstance)next_instance_function(NULL, "vkCreateInstance");
  VkResult result = create(info, memory, instance);
  if (result != VK_SUCCESS) return result;

#define NEXT(function) (PFN_##function) next_instance_function(*instance, #function)
  next_create_device = NEXT(vkCreateDevice);
  next_extensions = NEXT(vkEnumerateDeviceExtensionProperties);
  next_properties = NEXT(vkGetPhysicalDeviceProperties);
  next_properties2 = NEXT(vkGetPhysicalDeviceProperties2);
  next_semaphores = NEXT(vkGetPhysicalDeviceExternalSemaphoreProperties);

  const VkApplicationInfo *application = info->pApplicationInfo;
  const char *engine = application == NULL ? NULL : application->pEngineName;
  if (engine != NULL && strcmp(engine, "Dawn") == 0) dawn = *instance;
  /* The address of an earlier instance may be used again. */
  else if (dawn == *instance) dawn = NULL;
  return VK_SUCCESS;
}

static VkResult create_device(VkPhysicalDevice gpu, const VkDeviceCreateInfo *info,
                              const VkAllocationCallbacks *memory, VkDevice *device) {
  VkLayerDeviceCreateInfo *link = link_to_next(info->pNext, VK_STRUCTURE_TYPE_LOADER_DEVICE_CREATE_INFO);
  if (link == NULL) return VK_ERROR_INITIALIZATION_FAILED;
  next_device_function = link->u.pLayerInfo->pfnNextGetDeviceProcAddr;
  link->u.pLayerInfo = link->u.pLayerInfo->pNext;

  /* The driver is not asked for what the layer claims. */
  const char **names = calloc(info->enabledExtensionCount + 1, sizeof *names);
  if (names == NULL) return VK_ERROR_OUT_OF_HOST_MEMORY;
  VkDeviceCreateInfo less = *info;
  less.ppEnabledExtensionNames = names;
  less.enabledExtensionCount = 0;
  for (uint32_t i = 0; i < info->enabledExtensionCount; i++) {
    const char *name = info->ppEnabledExtensionNames[i];
    if (!is_claimed || strcmp(name, EXTENSION) != 0) names[less.enabledExtensionCount++] = name;
  }
  VkResult result = next_create_device(gpu, &less, memory, device);
  free(names);
  return result;
}

#define FUNCTION(vulkan, own) \
  if (strcmp(name, vulkan) == 0) return (PFN_vkVoidFunction)own;

static PFN_vkVoidFunction device_function(VkDevice device, const char *name) {
  FUNCTION("vkGetDeviceProcAddr", device_function)
  PFN_vkVoidFunction next = next_device_function(device, name);
  if (next != NULL) return next;
  FUNCTION("vkGetSemaphoreFdKHR", export_semaphore)
  FUNCTION("vkImportSemaphoreFdKHR", import_semaphore)
  return NULL;
}

static PFN_vkVoidFunction instance_function(VkInstance instance, const char *name) {
  FUNCTION("vkGetInstanceProcAddr", instance_function)
  FUNCTION("vkGetDeviceProcAddr", device_function)
  FUNCTION("vkCreateInstance", create_instance)
  FUNCTION("vkCreateDevice", create_device)
  if (instance != NULL && instance == dawn) {
    FUNCTION("vkEnumerateDeviceExtensionProperties", extensions)
    FUNCTION("vkGetPhysicalDeviceProperties", properties)
    FUNCTION("vkGetPhysicalDeviceProperties2", properties2)
    FUNCTION("vkGetPhysicalDeviceProperties2KHR", properties2)
    FUNCTION("vkGetPhysicalDeviceExternalSemaphoreProperties", semaphores)
    FUNCTION("vkGetPhysicalDeviceExternalSemaphorePropertiesKHR", semaphores)
  }
  return next_instance_function == NULL ? NULL : next_instance_function(instance, name);
}

/* The loader asks this first. */
__attribute__((visibility("default"))) VkResult vkNegotiateLoaderLayerInterfaceVersion(
    VkNegotiateLayerInterface *loader) {
  if (loader->loaderLayerInterfaceVersion > 2) loader->loaderLayerInterfaceVersion = 2;
  loader->pfnGetInstanceProcAddr = instance_function;
  loader->pfnGetDeviceProcAddr = device_function;
  loader->pfnGetPhysicalDeviceProcAddr = NULL;
  return VK_SUCCESS;
}
